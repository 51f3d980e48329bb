import { describe, expect, it } from 'vitest';
import { GradientError } from '../errors.ts';
import { live } from '../memory/live.ts';
import { tidy } from '../memory/scope.ts';
import { Linear } from '../module/linear.ts';
import { exp } from '../ops/exp.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { tanh } from '../ops/tanh.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { checkpoint } from './checkpoint.ts';
import { grad, valueAndGrad } from './grad.ts';
import { stopGradient } from './stop-gradient.ts';

const f64 = (values: number[]): Tensor => tensor(values, { dtype: 'float64' });
const first = (tensors: Tensor[]): Tensor => {
  const [result] = tensors;
  if (result === undefined) throw new Error('no gradient');
  return result;
};

describe('grad', () => {
  it('gives first, second and third derivatives of exp(x²)', () => {
    const f = (x: Tensor): Tensor => sum(exp(multiply(x, x)));
    const d = (g: (x: Tensor) => Tensor) => (x: Tensor) => sum(first(grad(g)(x)));
    const x = 0.5;
    const e = Math.exp(x * x);
    expect(d(f)(f64([x])).item()).toBeCloseTo(2 * x * e, 12);
    expect(d(d(f))(f64([x])).item()).toBeCloseTo((2 + 4 * x * x) * e, 12);
    expect(d(d(d(f)))(f64([x])).item()).toBeCloseTo((12 * x + 8 * x ** 3) * e, 11);
  });

  it('adds up the gradients of a tensor that is used twice, and gives zeros to one that is not used', () => {
    const [dx, dy] = grad((x) => sum(multiply(multiply(x, x), x)))(f64([2]), f64([7]));
    expect(dx?.item()).toBe(12);
    expect(dy?.item()).toBe(0);
  });

  it('does not pass stopGradient', () => {
    expect(first(grad((x) => sum(multiply(x, stopGradient(x))))(f64([3]))).item()).toBe(3);
  });

  it('refuses results that are no float scalar, or do not depend on the arguments', () => {
    expect(() => grad((x) => exp(x))(f64([1, 2]))).toThrow(GradientError);
    expect(() => grad(() => f64([1]))(f64([1]))).toThrow(/does not depend/);
    const late: () => Tensor = (async () => f64([1])) as never;
    expect(() => grad(late)(f64([1]))).toThrow(/must return a tensor, it returned a Promise/);
    expect(() =>
      valueAndGrad(new Linear(1, 1).initialize(new RandomGenerator(0)), (() => {}) as never),
    ).toThrow(/must return a tensor, it returned undefined/);
  });

  it('gives checkpointed functions the same gradients, parameters of the closure included', () => {
    const layer = new Linear(3, 3).initialize(new RandomGenerator(4));
    const x = tensor([[0.1, -0.2, 0.3]]);
    const run = (wrap: (fn: () => Tensor) => Tensor) =>
      valueAndGrad(layer, () => sum(wrap(() => tanh(layer.forward(tanh(layer.forward(x)))))));
    const plain = run((fn) => fn());
    const again = run(checkpoint);
    for (const [path, gradient] of plain.gradients) {
      expect(again.gradients.get(path)?.dataSync()).toEqual(gradient.dataSync());
    }
    layer.dispose();
  });

  it('a checkpoint keeps what it reads, of what needs no gradient too', () => {
    const layer = new Linear(3, 3).initialize(new RandomGenerator(4));
    const x = tensor([[0.1, -0.2, 0.3]]);
    // What the function reads is made in a scope that has ended when it runs again, as in the first block of a model whose
    // embeddings are frozen.
    const run = (wrap: (fn: () => Tensor) => Tensor) =>
      valueAndGrad(layer, () =>
        sum(
          tidy(() => {
            const read = exp(x);
            return wrap(() => multiply(layer.forward(read), read));
          }),
        ),
      );
    const before = live();
    tidy(() => {
      const [plain, again] = [run((fn) => fn()), run(checkpoint)];
      for (const [path, gradient] of plain.gradients) {
        expect(again.gradients.get(path)?.dataSync()).toEqual(gradient.dataSync());
      }
    });
    expect(live()).toEqual(before);
    layer.dispose();
  });

  it('keeps memory flat: 100 gradients later as many tensors live as before', () => {
    const layer = new Linear(5, 3).initialize(new RandomGenerator(4));
    const x = tensor([[1, 2, 3, 4, 5]]);
    const before = live();
    for (let round = 0; round < 100; round++) {
      tidy(() => void valueAndGrad(layer, () => sum(tanh(layer.forward(x)))));
    }
    expect(live()).toEqual(before);
    layer.dispose();
    x.dispose();
  });
});
