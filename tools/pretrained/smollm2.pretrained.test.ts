import { existsSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { wasm } from '@heed/backend-wasm';
import { argmax, type Module, readTensor, slice, type Tensor, tensor, tidy, use } from '@heed/core';
import { Llama, openGguf, type Pretrained } from '@heed/transformer';
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

/** Bytes of memory that this process has now (VmRSS) or had at most (VmHWM). */
function resident(field: 'VmRSS' | 'VmHWM'): number {
  if (platform() !== 'linux') return 0;
  const status = readFileSync('/proc/self/status', 'utf8');
  return 1024 * Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
}

/** The largest difference, relative to the largest expected number. */
function worst(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  return (
    Math.max(...Array.from(actual, (value, at) => Math.abs(value - (expected[at] ?? Number.NaN)))) / scale
  );
}

function asLlama(model: Module): Llama {
  if (model instanceof Llama) return model;
  throw new Error(`a ${model.constructor.name}`);
}

// `node tools/fetch-pretrained.ts smollm2` fetches the file; without it this says skipped.
describe.skipIf(!existsSync(file))('SmolLM2-135M-Instruct, the published GGUF file', () => {
  let model: Llama;
  let quantized: Llama;
  let loaded: Pretrained;
  const memory = { before: 0, most: 0 };
  beforeAll(async () => {
    use(await wasm());
    memory.before = resident('VmRSS');
    const weights = await fromPretrained(fileURLToPath(file), { tokenizer: false });
    memory.most = resident('VmHWM');
    weights.model.dispose();
    loaded = await fromPretrained(fileURLToPath(file));
    model = asLlama(loaded.model);
    const stored = await fromPretrained(fileURLToPath(file), { tokenizer: false, dtype: 'stored' });
    quantized = asLlama(stored.model);
    return () => {
      model.dispose();
      quantized.dispose();
    };
  });

  it.runIf(platform() === 'linux')('loads in little more memory than its weights take', () => {
    expect(model.parameterCount()).toBe(134_515_008);
    expect(memory.most - memory.before).toBeLessThan(1.15 * 4 * model.parameterCount());
  });

  it('its tokenizer and chat template', () => {
    for (const { prompt, input_ids } of prompts) {
      expect(loaded.tokenizer?.encode(prompt, { addSpecialTokens: false }), prompt).toEqual(input_ids);
    }
    const question = [{ role: 'user', content: 'What is the capital of France?' }];
    expect(loaded.chatTemplate?.apply(question, { addGenerationPrompt: true })).toBe(prompts[2]?.prompt);
  });

  it('rows of every type of block', async () => {
    const gguf = await openGguf(readFileSync(file));
    for (const name of ['token_embd.weight', 'blk.0.attn_q.weight', 'blk.29.ffn_down.weight']) {
      const row = need(golden, `dequantize.${name}.row0`).data;
      using tensor = await readTensor(gguf, name, { dtype: 'float32' });
      expect((await tensor.data()).slice(0, row.length), name).toEqual(row);
    }
  });

  it('keeps its matrices in the blocks of the file', () => {
    const types = Array.from(
      quantized.parameters().values(),
      ({ dtype, shape }) => `${dtype} ${shape.length}`,
    );
    expect([...new Set(types)].sort()).toEqual(['float32 1', 'q4_1 2', 'q8_0 2']);
  });

  it.each(
    prompts.flatMap(({ prompt }, index) => [
      { index, kept: 'float32', prompt },
      { index, kept: 'q4_1', prompt },
    ]),
  )('greedy text and logits $index in $kept: $prompt', ({ index, kept }) => {
    const net = kept === 'float32' ? model : quantized;
    const { input_ids, greedy } = prompts[index] ?? { input_ids: [], greedy: [] };
    const ids = need(golden, `${index}.top_ids`);
    const values = need(golden, `${index}.top_logits`).data;
    using cache = net.createCache();
    let next: Tensor = tensor([[...input_ids]], { dtype: 'int32' });
    const text: number[] = [];
    const differences = greedy.map((_, step) => {
      const logits = tidy(() => slice(net.forward(next, { cache }), { axis: 1, start: -1 }));
      const numbers = logits.dataSync();
      if (index === 0 && step === 0)
        expect(worst(numbers, need(golden, '0.first_logits').data)).toBeLessThan(
          kept === 'float32' ? 1e-4 : 1e-3,
        );
      const top = Array.from(ids.data.slice(10 * step, 10 * step + 10), (id) => numbers[id] ?? Number.NaN);
      const id = tidy(() => argmax(logits, { axis: -1 }).dataSync()[0] ?? -1);
      text.push(id);
      next = tensor([[id]], { dtype: 'int32' });
      return worst(top, values.slice(10 * step, 10 * step + 10));
    });
    expect(text).toEqual(greedy);
    // Beside weights in blocks the other side is rounded to 16 bits per 32 numbers.
    expect(Math.max(...differences)).toBeLessThan(kept === 'float32' ? 1e-4 : 1e-3);
  });
});
