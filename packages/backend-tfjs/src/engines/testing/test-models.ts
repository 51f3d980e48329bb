import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Backend, cpu, type Module, Tensor, tensor, tidy, use } from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';
import { expect, it } from 'vitest';

const models = fileURLToPath(new URL('../../../../../fixtures/models/', import.meta.url));

/** The small checkpoints of transformers' families. */
const smallModels: readonly string[] = readdirSync(models).filter((name) =>
  existsSync(`${models}${name}/config.json`),
);

/** All numbers that a model gives for some ids; an encoder–decoder reads them as source and as target. */
function outputs(model: Module): Promise<number[]> {
  const tensors = tidy(() => {
    const ids = tensor([[3, 1, 4, 1, 5, 9, 2]], { dtype: 'int32' });
    const inputs = 'selectRows' in model ? [ids, ids] : [ids];
    const output: unknown = Reflect.apply(model.forward, model, inputs);
    const values = output instanceof Tensor ? [output] : Object.values(output ?? {});
    return values.filter((one): one is Tensor => one instanceof Tensor);
  });
  return Promise.all(tensors.map(async (one) => [...(await one.data())])).then((numbers) => {
    for (const one of tensors) one.dispose();
    return numbers.flat();
  });
}

async function run(name: string, backend: Backend): Promise<number[]> {
  const before = use(backend);
  try {
    const { model } = await fromPretrained(`${models}${name}`);
    const numbers = await outputs(model);
    model.dispose();
    return numbers;
  } finally {
    use(before);
  }
}

/** Whole models on a backend, against the reference. */
export function testModels(backend: Backend, names: readonly string[] = smallModels): void {
  it.each(names)('the model %s gives the numbers of the reference', async (name) => {
    const [expected, actual] = [await run(name, cpu), await run(name, backend)];
    expect(actual).toHaveLength(expected.length);
    expect(actual.length).toBeGreaterThan(0);
    const scale = Math.max(...expected.map(Math.abs));
    for (const [at, value] of expected.entries()) {
      expect(Math.abs((actual[at] ?? Number.NaN) - value) / scale, `place ${at}`).toBeLessThan(1e-4);
    }
  });
}
