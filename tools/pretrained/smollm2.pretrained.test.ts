import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wasm } from '@heed/backend-wasm';
import { argmax, live, slice, type Tensor, tensor, tidy, use } from '@heed/core';
import { Llama, openGguf } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../fixtures/golden-module.ts';
import { readGolden } from '../../fixtures/read-golden.ts';

interface Golden {
  readonly prompts: readonly {
    readonly prompt: string;
    readonly input_ids: readonly number[];
    readonly greedy: readonly number[];
    readonly smallest_margin: number;
  }[];
}

const file = new URL('../../.cache/pretrained/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf', import.meta.url);
const fixtures = new URL('../../fixtures/pretrained/', import.meta.url);
const { prompts }: Golden = JSON.parse(readFileSync(new URL('smollm2.json', fixtures), 'utf8'));
const golden = readGolden('pretrained/smollm2.safetensors');

/** The largest difference, relative to the largest expected number. */
function worst(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  return (
    Math.max(...Array.from(actual, (value, at) => Math.abs(value - (expected[at] ?? Number.NaN)))) / scale
  );
}

// `node tools/fetch-pretrained.ts smollm2` fetches the file; without it this says skipped.
describe.skipIf(!existsSync(file))('SmolLM2-135M-Instruct, the published GGUF file', () => {
  let model: Llama;
  const seen = { megabytes: 0, before: 0 };
  beforeAll(async () => {
    use(await wasm());
    seen.before = process.memoryUsage().arrayBuffers;
    const loaded = await fromPretrained(fileURLToPath(file), {
      onProgress: () => {
        const { arrayBuffers } = process.memoryUsage();
        seen.megabytes = Math.max(seen.megabytes, (arrayBuffers - seen.before) / 1e6);
      },
    });
    if (!(loaded.model instanceof Llama)) throw new Error(`a ${loaded.model.constructor.name}`);
    model = loaded.model;
    return () => model.dispose();
  });

  it('loads in little more memory than its weights take', () => {
    const weights = (4 * model.parameterCount()) / 1e6;
    console.log(`weights ${weights} MB, most while loading ${seen.megabytes} MB, ${JSON.stringify(live())}`);
    expect(model.parameterCount()).toBe(134_515_008);
    expect(seen.megabytes).toBeLessThan(1.2 * weights);
  });

  it('rows of every type of block', async () => {
    const gguf = await openGguf(readFileSync(file));
    for (const name of ['token_embd.weight', 'blk.0.attn_q.weight', 'blk.29.ffn_down.weight']) {
      const row = need(golden, `dequantize.${name}.row0`).data;
      const { data } = await gguf.read(name);
      expect(Float32Array.from(data.slice(0, row.length), Number), name).toEqual(row);
    }
  });

  it.each(prompts.map(({ prompt }, index) => [index, prompt]))('greedy text and logits %i: %s', (index) => {
    const { input_ids, greedy } = prompts[index] ?? { input_ids: [], greedy: [] };
    const ids = need(golden, `${index}.top_ids`);
    const values = need(golden, `${index}.top_logits`).data;
    using cache = model.createCache();
    let next: Tensor = tensor([[...input_ids]], { dtype: 'int32' });
    const text: number[] = [];
    const differences = greedy.map((_, step) => {
      const logits = tidy(() => slice(model.forward(next, { cache }), { axis: 1, start: -1 }));
      const numbers = logits.dataSync();
      if (index === 0 && step === 0)
        expect(worst(numbers, need(golden, '0.first_logits').data)).toBeLessThan(1e-4);
      const top = Array.from(ids.data.slice(10 * step, 10 * step + 10), (id) => numbers[id] ?? Number.NaN);
      const id = tidy(() => argmax(logits, { axis: -1 }).dataSync()[0] ?? -1);
      text.push(id);
      next = tensor([[id]], { dtype: 'int32' });
      return worst(top, values.slice(10 * step, 10 * step + 10));
    });
    console.log(`${index}: largest relative difference ${Math.max(...differences)}`);
    expect(text).toEqual(greedy);
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });
});
