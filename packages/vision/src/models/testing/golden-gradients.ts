import { type Module, multiply, sum, type Tensor, tensor, toSnakeCase, valueAndGrad } from '@heed/core';
import { expect } from 'vitest';
import { type GoldenPictureModel, goldenTensor, loadGolden } from './golden-models.ts';

/** What an output is multiplied with in the loss of the golden gradients: cos(0.37 i) at place i. */
export function cosines(shape: readonly number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, at) => Math.cos(0.37 * at)),
    { shape },
  );
}

/**
 * Compares the gradients of a loss with those of PyTorch, each by its norm, its largest entry and five more, as shares of the
 * norm. Where the gradient is 0 in truth, as that of a bias of keys or before a norm, only rounding is left, which goes with the
 * largest gradients: norms below a thousandth of the largest count as that.
 */
export function expectGradients({ io, family }: GoldenPictureModel, model: Module, loss: () => Tensor): void {
  const { gradients } = valueAndGrad(model, loss);
  const { savedName: rename = (name: string) => name } = family;
  const named = Array.from(gradients, ([path, gradient]) => {
    return [`gradient.${rename(toSnakeCase(path))}`, gradient] as const;
  });
  const keys = [...io.keys()].filter((key) => key.startsWith('gradient.'));
  expect(named.map(([key]) => key)).toEqual(expect.arrayContaining(keys));
  const least = 1e-3 * Math.max(...keys.map((key) => Number(io.get(key)?.data[0])));
  for (const [key, gradient] of named) {
    // PyTorch has no gradient for what did not take part.
    const truth = Array.from(io.get(key)?.data ?? new Float32Array(7), Number);
    const [norm = 0, largest = 0, ...entries] = truth;
    const found = Array.from(gradient.dataSync());
    const places = [0, 1, 2, 3, 4].map((at) => found[Math.floor((at * found.length) / 5)] ?? 0);
    const most = found.reduce((sofar, value) => Math.max(sofar, Math.abs(value)), 0);
    const seen = [Math.hypot(...found), most, ...places];
    for (const [at, value] of [norm, largest, ...entries].entries()) {
      const difference = Math.abs((seen[at] ?? Number.NaN) - value);
      expect(difference, `${key} ${at}`).toBeLessThan(1e-4 * Math.max(norm, least));
    }
  }
}

/** The same for a model in training mode whose output is one tensor, and the running statistics of its norms after the step. */
export async function expectGoldenGradients<Model extends Module & { forward(pixels: Tensor): Tensor }>(
  golden: GoldenPictureModel,
  kind: new (...given: never[]) => Model,
): Promise<void> {
  const model = (await loadGolden(golden, kind)).train();
  const pixels = goldenTensor(golden, 'input.pixel_values');
  expectGradients(golden, model, () => {
    const output = model.forward(pixels);
    return sum(multiply(output, cosines(output.shape)));
  });
  const { savedName: rename = (name: string) => name } = golden.family;
  for (const [path, { value }] of model.parameters()) {
    if (!/running(Mean|Var)$/.test(path)) continue;
    const statistics = Array.from(golden.io.get(`trained.${rename(toSnakeCase(path))}`)?.data ?? [], Number);
    expect(statistics).toHaveLength(value.size);
    for (const [at, number] of value.dataSync().entries()) expect(number).toBeCloseTo(statistics[at] ?? 0, 4);
  }
  model.dispose();
}
