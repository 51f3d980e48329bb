import { describe, expect, it } from 'vitest';
import { OptionError, ValueError } from '../errors.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { full } from '../ops/full.ts';
import { RandomGenerator } from '../random/index.ts';
import { bytesSource } from './byte-source.ts';
import { collect } from './join-bytes.ts';
import { loadWeights } from './load-weights.ts';
import { saveWeights } from './save-weights.ts';
import { openSharded } from './sharded.ts';
import { type WeightFilesOptions, weightFiles } from './weight-files.ts';

/** Four parameters of 24, 8, 40 and 20 bytes. */
class Pair extends Module {
  readonly first = new Linear(3, 2);
  readonly last = new Linear(2, 5);
  override forward(): void {}
}
const pair = (): Pair => new Pair().initialize(new RandomGenerator(1));

async function written(
  module: Module,
  options?: WeightFilesOptions,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const { name, chunks } of weightFiles(module, options)) files.set(name, await collect(chunks));
  return files;
}

describe('the files of a module', () => {
  it('one, as saveWeights writes it, where it is small enough', async () => {
    const module = pair();
    for (const maximumBytes of [undefined, 92]) {
      const files = await written(module, maximumBytes === undefined ? {} : { maximumBytes });
      expect([...files.keys()]).toEqual(['model.safetensors']);
      expect(files.get('model.safetensors')).toEqual(await saveWeights(module));
    }
  });

  it.each([
    [91, ['first.weight first.bias last.weight', 'last.bias']],
    [40, ['first.weight first.bias', 'last.weight', 'last.bias']],
    [1, ['first.weight', 'first.bias', 'last.weight', 'last.bias']],
  ])('at most %i bytes of tensors in one, but never half a tensor', async (maximumBytes, parts) => {
    const files = await written(pair(), { maximumBytes });
    const index: { weight_map: Record<string, string>; metadata: { total_size: number } } = JSON.parse(
      new TextDecoder().decode(files.get('model.safetensors.index.json')),
    );
    expect(index.metadata.total_size).toBe(92);
    const grouped = Object.groupBy(Object.keys(index.weight_map), (name) => index.weight_map[name] ?? '');
    expect(Object.values(grouped).map((names) => names?.join(' '))).toEqual(parts);
    expect(Object.keys(grouped)).toEqual(
      parts.map((_, at) => `model-0000${at + 1}-of-0000${parts.length}.safetensors`),
    );
  });

  it('load as the whole, renamed and in another type', async () => {
    const module = pair();
    const rename = (name: string): string => `body.${name}`;
    const files = await written(module, { maximumBytes: 20, dtype: 'float16', rename });
    expect(files.size).toBe(4);
    const index = new TextDecoder().decode(files.get('model.safetensors.index.json'));
    const source = await openSharded(index, async ([name = '']) =>
      bytesSource(files.get(name) ?? new Uint8Array()),
    );
    const loaded = new Pair();
    await loadWeights(loaded, source, { prefix: 'body' });
    const halved = new Pair();
    await loadWeights(halved, await saveWeights(module, { dtype: 'float16' }));
    for (const [path, { value }] of loaded.parameters()) {
      expect(value.dataSync(), path).toEqual(halved.parameters().get(path)?.value.dataSync());
    }
  });

  it('refuses sizes that are none, unknown options, and NaN', async () => {
    for (const maximumBytes of [0, -1, Number.NaN]) {
      expect(() => weightFiles(pair(), { maximumBytes })).toThrow(OptionError);
    }
    const misspelt = { maximumByte: 3, dtype: 'float32' } as const;
    expect(() => weightFiles(pair(), misspelt)).toThrow('unknown option maximumByte');
    const broken = pair();
    broken.last.bias?.assign(full([5], Number.NaN));
    await expect(written(broken, { maximumBytes: 40 })).rejects.toThrow(ValueError);
  });
});
