import { readFileSync } from 'node:fs';
import { isQuantized, type Module, OptionError, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { readModel } from '../../../../fixtures/read-model.ts';
import { Llama } from '../models/llama/index.ts';
import { worstDifference } from '../models/testing/golden.ts';
import { fromPretrained } from './from-pretrained.ts';
import type { LoadPretrainedOptions } from './load-pretrained.ts';

const golden = readGolden('pretrained/gguf-logits.safetensors');

async function loaded(name: string, options: LoadPretrainedOptions): Promise<Llama> {
  const bytes = readFileSync(new URL(`../../../../fixtures/pretrained/${name}.gguf`, import.meta.url));
  const { model } = await fromPretrained({ [`${name}.gguf`]: bytes }, { tokenizer: false, ...options });
  if (!(model instanceof Llama)) throw new Error(`a ${model.constructor.name}`);
  return model;
}

const types = (model: Llama): string[] =>
  [...new Set(Array.from(model.parameters().values(), ({ dtype }) => dtype))].sort();

/** The matrices in blocks are equal to the last bit; some small ones the other writer left in float32. */
function expectSameBlocks(ours: Module, theirs: Module): void {
  const blocks = [...theirs.parameters()].filter(([, { dtype }]) => isQuantized(dtype));
  expect(blocks.length).toBeGreaterThan(10);
  for (const [path, { value }] of blocks) {
    expect(ours.parameters().get(path)?.value.dataSync(), path).toEqual(value.dataSync());
  }
}

function logits(model: Llama): ReturnType<Llama['forward']> {
  const { data, shape } = need(golden, 'ids');
  return model.forward(tensor(data, { shape }));
}

describe('weights as they are stored', () => {
  it.each([
    ['llama-F16', 'float16'],
    ['llama-BF16', 'bfloat16'],
    ['llama-Q8_0', 'q8_0'],
    ['llama-Q4_0', 'q4_0'],
    ['llama-Q4_1', 'q4_1'],
    ['llama-Q5_0', 'q5_0'],
    ['llama-Q5_1', 'q5_1'],
    ['qwen2-Q8_0', 'q8_0'],
  ])('%s: kept as %s, logits as transformers reads the same file', async (name, dtype) => {
    const model = await loaded(name, { dtype: 'stored' });
    expect(types(model)).toEqual(['float32', dtype].sort());
    expect(worstDifference(logits(model), need(golden, name))).toBeLessThan(1e-5);
  });

  it('quantises while it loads, to the file that the format’s own package wrote', async () => {
    for (const [type, name] of [
      ['q8_0', 'llama-Q8_0'],
      ['q4_0', 'llama-Q4_0'],
      ['q5_1', 'llama-Q5_1'],
    ] as const) {
      const ours = await loaded('llama-F32', { quantize: type });
      const theirs = await loaded(name, { dtype: 'stored' });
      expectSameBlocks(ours, theirs);
    }
  });

  it('of safetensors too', async () => {
    const { config, weights } = readModel('llama-untied');
    const files = { 'config.json': new Blob([JSON.stringify(config)]), 'model.safetensors': weights };
    const { model } = await fromPretrained(files, { quantize: 'q4_1' });
    const theirs = await loaded('llama-Q4_1', { dtype: 'stored' });
    expectSameBlocks(model, theirs);
    const { model: half } = await fromPretrained(files, { dtype: 'bfloat16' });
    expect(half.parameters().get('lmHead.weight')?.dtype).toBe('bfloat16');
  });

  it('refuses types that it cannot keep, and two at once', async () => {
    // @ts-expect-error: no such type
    await expect(loaded('llama-F32', { dtype: 'float64' })).rejects.toThrow(OptionError);
    // @ts-expect-error: read from files only
    await expect(loaded('llama-F32', { quantize: 'q4_k' })).rejects.toThrow('quantize "q4_k"; possible are');
    await expect(loaded('llama-F32', { dtype: 'float16', quantize: 'q8_0' })).rejects.toThrow(
      'dtype float16 and quantize q8_0 both say how matrices are kept',
    );
  });
});
