import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { HeedError, tidy } from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FromPretrainedOptions, fromPretrained } from './from-pretrained.ts';
import type { FileContent } from './pretrained-files.ts';
import { startCost } from './testing/cost.ts';
import { mutateBytes, mutateJson, seeded } from './testing/mutate.ts';

const fixtures = new URL('../../../../fixtures/', import.meta.url);
const read = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(path, fixtures)));
const names = readdirSync(new URL('models', fixtures)).filter((name) =>
  existsSync(new URL(`models/${name}/config.json`, fixtures)),
);
const models = names.map((name) => ({
  name,
  'config.json': read(`models/${name}/config.json`),
  'model.safetensors': read(`models/${name}/model.safetensors`),
}));
const ggufs = ['llama-Q4_0', 'llama-Q5_1', 'qwen2-Q8_0'].map((name) => read(`pretrained/${name}.gguf`));
const pick = <Item>(items: readonly Item[], draw: (below: number) => number): Item => {
  const item = items[draw(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** How each kind of file is damaged, by the numbers of its seed. */
const kinds: Readonly<
  Record<string, (draw: (below: number) => number) => Readonly<Record<string, FileContent>>>
> = {
  safetensors: (draw) => {
    const { name, ...files } = pick(models, draw);
    const weights = files['model.safetensors'];
    const start = 8 + Number(new DataView(weights.buffer).getBigUint64(0, true));
    if (draw(2) === 0) return { ...files, 'model.safetensors': mutateBytes(weights, start, draw) };
    const header = new TextEncoder().encode(mutateJson(text(weights.subarray(8, start)), draw));
    const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer);
    return { ...files, 'model.safetensors': new Blob([length, header, weights.subarray(start)]) };
  },
  index: (draw) => {
    const { name, ...files } = pick(models, draw);
    const index =
      '{ "metadata": { "total_size": 1 }, "weight_map": { "a": "model-1.safetensors", "b": "model-2.safetensors" } }';
    const damaged =
      draw(2) === 0 ? mutateJson(index, draw) : mutateBytes(new TextEncoder().encode(index), 200, draw);
    const weights = files['model.safetensors'];
    return {
      'config.json': files['config.json'],
      'model.safetensors.index.json': typeof damaged === 'string' ? new Blob([damaged]) : damaged,
      'model-1.safetensors': weights,
      'model-2.safetensors': weights,
    };
  },
  gguf: (draw) => {
    const bytes = pick(ggufs, draw);
    return { 'model.gguf': mutateBytes(bytes, 2600, draw) };
  },
  pickle: (draw) => {
    const bytes = mutateBytes(read('pretrained/torch/marian.bin'), 20_000, draw);
    return { 'config.json': read('models/marian/config.json'), 'pytorch_model.bin': bytes };
  },
  'fields of config.json': (draw) => {
    const { name, ...files } = pick(models, draw);
    return { ...files, 'config.json': new Blob([mutateJson(text(files['config.json']), draw)]) };
  },
  'bytes of config.json': (draw) => {
    const { name, ...files } = pick(models, draw);
    return { ...files, 'config.json': mutateBytes(files['config.json'], files['config.json'].length, draw) };
  },
};

/** What became of the damaged files: the names of errors, or `loaded`. */
const outcomes = new Map<string, number>();

async function outcome(
  files: Readonly<Record<string, FileContent>>,
  options: FromPretrainedOptions = {},
): Promise<string> {
  try {
    const { model } = await fromPretrained(files, options);
    tidy(() => model.dispose());
    return 'loaded';
  } catch (error) {
    if (!(error instanceof HeedError)) throw error;
    return error.name;
  }
}

describe('damaged files: a named error, or a model that loads; little memory and time', () => {
  const seeds = Array.from({ length: 200 }, (_, seed) => seed);

  // The code of families is loaded when it is first asked for, which is no cost of a file.
  beforeAll(async () => {
    for (const { name, ...files } of models) (await fromPretrained(files)).model.dispose();
  });

  it.each(Object.keys(kinds))('200 of %s', async (kind) => {
    const damage = kinds[kind];
    for (const seed of seeds) {
      const files = damage?.(seeded(1000 * Object.keys(kinds).indexOf(kind) + seed)) ?? {};
      const cost = startCost();
      const name = await outcome(files).catch((error: unknown) => {
        throw new Error(`${kind}, seed ${seed}`, { cause: error });
      });
      const { seconds, bytes } = cost();
      expect(seconds, `${kind}, seed ${seed}`).toBeLessThan(1);
      expect(bytes, `${kind}, seed ${seed}`).toBeLessThan(50e6);
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    }
  });

  afterAll(() => {
    // Damage that hits nothing would prove nothing.
    expect(outcomes.get('loaded')).toBeLessThan(500);
    for (const name of ['FormatError', 'WeightsError', 'ModelTypeError'])
      expect(outcomes.get(name), name).toBeGreaterThan(3);
  });
});
