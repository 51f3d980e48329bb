import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wasm } from '@heed/backend-wasm';
import { type Backend, cpu, type Module, Tensor, tensor, tidy, use } from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';
import { beforeAll, describe, expect, it } from 'vitest';

const models = fileURLToPath(new URL('../../fixtures/models/', import.meta.url));
const names = readdirSync(models).filter((name) => existsSync(`${models}${name}/config.json`));

/** All numbers that a model gives for some ids; an encoder–decoder reads them as source and as target. */
function outputs(model: Module): number[] {
  return tidy(() => {
    const ids = tensor([[3, 1, 4, 1, 5, 9, 2]], { dtype: 'int32' });
    const inputs = 'selectRows' in model ? [ids, ids] : [ids];
    const output: unknown = Reflect.apply(model.forward, model, inputs);
    const tensors = output instanceof Tensor ? [output] : Object.values(output ?? {});
    return tensors.flatMap((one: unknown) => (one instanceof Tensor ? [...one.dataSync()] : [Number.NaN]));
  });
}

describe('every small model on every backend', () => {
  let other: Backend;
  beforeAll(async () => {
    other = await wasm();
  });

  /** The outputs on a backend, for which the weights are loaded anew. */
  async function run(name: string, backend: Backend): Promise<number[]> {
    const before = use(backend);
    try {
      const { model } = await fromPretrained(`${models}${name}`);
      expect([...model.parameters().values()].every(({ value }) => value.backend === backend)).toBe(true);
      const numbers = outputs(model);
      model.dispose();
      return numbers;
    } finally {
      use(before);
    }
  }

  it.each(names)('%s: wasm as the reference', async (name) => {
    const [expected, actual] = [await run(name, cpu), await run(name, other)];
    expect(actual).toHaveLength(expected.length);
    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, at) => sum + value * (b[at] ?? Number.NaN), 0);
    const cosine = dot(actual, expected) / Math.sqrt(dot(actual, actual) * dot(expected, expected));
    expect(cosine).toBeGreaterThan(0.9999);
    const scale = Math.max(...expected.map(Math.abs));
    for (const [at, value] of expected.entries()) {
      expect(Math.abs((actual[at] ?? Number.NaN) - value) / scale, `place ${at}`).toBeLessThan(1e-4);
    }
  });
});
