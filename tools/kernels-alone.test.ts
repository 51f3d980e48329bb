import { fileURLToPath } from 'node:url';
import { type WasmBackend, wasm } from '@heed/backend-wasm';
import {
  AdamW,
  clipByGlobalNorm,
  type Module,
  nextTokenCrossEntropy,
  profile,
  tensor,
  tidy,
  use,
  valueAndGrad,
} from '@heed/core';
import { generateAll, generateSequences, Llama, type T5 } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const models = fileURLToPath(new URL('../fixtures/models/', import.meta.url));
const ids = [[3, 1, 4, 1, 5, 9, 2]];

describe('on backend-wasm no op falls back on the reference', () => {
  let backend: WasmBackend;
  let before: Parameters<typeof use>[0];
  beforeAll(async () => {
    backend = await wasm();
    before = use(backend);
  });
  afterAll(() => {
    use(before);
    backend.dispose();
  });

  async function load(name: string): Promise<Module> {
    return (await fromPretrained(`${models}${name}`)).model;
  }

  /** Runs `fn` and expects that kernels alone served it; profile() names the op otherwise. */
  async function expectKernels(fn: () => unknown): Promise<void> {
    const { ops } = await profile(fn);
    expect(ops.length).toBeGreaterThan(5);
    expect(ops.filter(({ way }) => way === 'reference').map(({ name }) => name)).toEqual([]);
  }

  it('training a decoder: loss, gradients, clipping, AdamW', async () => {
    const model = (await load('llama-tied')).train();
    const optimizer = new AdamW(model, { rate: 1e-3 });
    const batch = tensor(ids, { dtype: 'int32' });
    if (!(model instanceof Llama)) throw new TypeError('not a Llama');
    const step = (): void =>
      tidy(() => {
        const loss = () => nextTokenCrossEntropy(model.forward(batch), batch, { labelSmoothing: 0.1 });
        const { gradients } = valueAndGrad(model, loss);
        optimizer.step(clipByGlobalNorm(gradients, 0.5).gradients);
      });
    await expectKernels(() => {
      for (let at = 0; at < 3; at++) step();
    });
    optimizer.dispose();
    model.dispose();
  });

  it.each(['llama-tied', 'mistral-window', 'qwen3', 'gemma3', 'gpt2'])('%s: generation', async (name) => {
    const model = await load(name);
    // One prompt, several of different lengths, and drawing.
    await expectKernels(() => generateAll(model as Llama, ids, { maximumNewTokens: 5 }));
    await expectKernels(() => generateAll(model as Llama, [[3, 1, 4], [5]], { maximumNewTokens: 5 }));
    await expectKernels(() =>
      generateAll(model as Llama, ids, { maximumNewTokens: 5, temperature: 0.8, seed: 3 }),
    );
    model.dispose();
  });

  it.each(['t5', 'bart', 'marian', 'm2m100'])('%s: beams', async (name) => {
    const model = await load(name);
    await expectKernels(() => generateSequences(model as T5, ids, { beams: 3, maximumNewTokens: 5 }));
    model.dispose();
  });

  it.each(['bert', 'roberta', 'mpnet', 'modernbert', 'distilbert'])('%s: a pass', async (name) => {
    const model = await load(name);
    const batch = tensor(ids, { dtype: 'int32' });
    await expectKernels(() => tidy(() => void Reflect.apply(model.forward, model, [batch])));
    model.dispose();
  });
});
