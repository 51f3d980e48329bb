import {
  cos,
  type Module,
  multiply,
  reshape,
  sum,
  type Tensor,
  tensor,
  toSnakeCase,
  valueAndGrad,
} from '@heed/core';
import { expect } from 'vitest';
import { type GoldenPictureModel, goldenTensor, loadGolden } from './golden-models.ts';

/** The number that a gradient is multiplied with in the loss of the golden gradients: cos(0.37 i) at place i. */
function weights(shape: readonly number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const angles = tensor(Float32Array.from({ length: size }, (_, at) => 0.37 * at));
  return reshape(cos(angles), shape);
}

/**
 * Compares the gradients of a model in training mode with those of PyTorch, each by its norm, its largest entry and five
 * more, as shares of the norm, and the running statistics of its batch norms after the step. Where the gradient is 0 in
 * truth, as that of a bias of keys, only rounding is left: norms below 0.1 count as 0.1.
 */
export async function expectGoldenGradients<Model extends Module & { forward(pixels: Tensor): Tensor }>(
  golden: GoldenPictureModel,
  kind: new (...given: never[]) => Model,
): Promise<void> {
  const model = (await loadGolden(golden, kind)).train();
  const pixels = goldenTensor(golden, 'input.pixel_values');
  const { gradients } = valueAndGrad(model, () => {
    const output = model.forward(pixels);
    return sum(multiply(output, weights(output.shape)));
  });
  const rename = golden.family.savedName ?? ((name: string) => name);
  const expected = (key: string): number[] => Array.from(golden.io.get(key)?.data ?? [], Number);
  const keys = [...golden.io.keys()].filter((key) => key.startsWith('gradient.'));
  expect(keys.sort()).toEqual(
    [...gradients.keys()].map((path) => `gradient.${rename(toSnakeCase(path))}`).sort(),
  );
  for (const [path, gradient] of gradients) {
    const key = `gradient.${rename(toSnakeCase(path))}`;
    const [norm = 0, largest = 0, ...entries] = expected(key);
    const found = Array.from(gradient.dataSync());
    const places = [0, 1, 2, 3, 4].map((at) => found[Math.floor((at * found.length) / 5)] ?? 0);
    const seen = [
      Math.hypot(...found),
      found.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      ...places,
    ];
    for (const [at, value] of [norm, largest, ...entries].entries()) {
      expect(Math.abs((seen[at] ?? Number.NaN) - value), `${key} ${at}`).toBeLessThan(
        1e-4 * Math.max(norm, 0.1),
      );
    }
  }
  for (const [path, { value }] of model.parameters()) {
    if (!/running(Mean|Var)$/.test(path)) continue;
    const statistics = expected(`trained.${rename(toSnakeCase(path))}`);
    expect(statistics).toHaveLength(value.size);
    for (const [at, number] of value.dataSync().entries()) expect(number).toBeCloseTo(statistics[at] ?? 0, 4);
  }
  model.dispose();
}
