import { describe, expect, it } from 'vitest';
import type { Tensor } from '../tensor.ts';
import { type AdamWResult, adamwUpdate } from './adamw-update.ts';
import { tensor, zeros } from './index.ts';

const list = (x: Tensor): number[] => [...x.dataSync()];
const usual = { rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const f64 = (values: number[]): Tensor => tensor(values, { dtype: 'float64' });
/** The update of one parameter. */
function updateOne(
  parameter: Tensor,
  gradient: Tensor,
  moments: Pick<AdamWResult, 'firstMoment' | 'secondMoment'>,
  { weightDecay = 0, step = 1 }: { readonly weightDecay?: number; readonly step?: number } = {},
): AdamWResult {
  const { firstMoment, secondMoment } = moments;
  const [next] = adamwUpdate([{ parameter, gradient, firstMoment, secondMoment, weightDecay, step }], usual);
  if (next === undefined) throw new Error('nothing was updated');
  return next;
}
const fresh = (size: number): { firstMoment: Tensor; secondMoment: Tensor } => ({
  firstMoment: zeros([size], 'float64'),
  secondMoment: zeros([size], 'float64'),
});

describe('case 20: the first step', () => {
  it('is rate · g / (|g| + ε)', () => {
    const gradient = [1, -2, 1e-8, 0];
    const { parameter } = updateOne(f64([0, 0, 0, 0]), f64(gradient), fresh(4));
    for (const [i, g] of gradient.entries()) {
      expect(list(parameter)[i]).toBeCloseTo((-0.1 * g) / (Math.abs(g) + 1e-8), 7);
    }
  });

  it('without a gradient only decays', () => {
    const { parameter } = updateOne(f64([1]), f64([0]), fresh(1), { weightDecay: 0.5 });
    expect(list(parameter)[0]).toBeCloseTo(0.95, 12);
  });
});

it('follows the paper over several steps', () => {
  const { rate, beta1, beta2, epsilon } = usual;
  let [p, m, v] = [0.5, 0, 0];
  let state = { parameter: f64([0.5]), ...fresh(1) };
  for (let step = 1; step <= 7; step++) {
    const g = Math.sin(step);
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const corrected = { m: m / (1 - beta1 ** step), v: v / (1 - beta2 ** step) };
    p = p * (1 - rate * 0.3) - (rate * corrected.m) / (Math.sqrt(corrected.v) + epsilon);
    state = updateOne(state.parameter, f64([g]), state, { weightDecay: 0.3, step });
    expect(list(state.parameter)[0]).toBeCloseTo(p, 12);
    expect(list(state.firstMoment)[0]).toBeCloseTo(m, 12);
    expect(list(state.secondMoment)[0]).toBeCloseTo(v, 12);
  }
});

// torch.optim.AdamW of PyTorch 2.15 (CPU, lr 0.1, weight_decay 0.3), two steps.
it.each([
  { first: 1e30, values: [0.470450014, -1.684800029], squares: [Infinity, 0.001999] },
  { first: 1e20, values: [0.306444228, -1.684800029], squares: [9.99000134e36, 0.001999] },
  { first: 1e-30, values: [0.396036327, -1.684800029], squares: [0.001, 0.001999] },
])('a gradient of $first in float32, as PyTorch has it', ({ first, values, squares }) => {
  const moments = { firstMoment: zeros([2]), secondMoment: zeros([2]) };
  const once = updateOne(tensor([0.5, -2]), tensor([first, -1]), moments, { weightDecay: 0.3 });
  const twice = updateOne(once.parameter, tensor([1, -1]), once, { weightDecay: 0.3, step: 2 });
  for (const [at, value] of values.entries()) expect(list(twice.parameter)[at]).toBeCloseTo(value, 6);
  for (const [at, square] of squares.entries()) {
    const found = list(twice.secondMoment)[at] ?? Number.NaN;
    expect(found === square || Math.abs(found / square - 1) < 1e-5).toBe(true);
  }
});
