import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { GradientError, IndexError, OptionError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import { type CtcLossOptions, ctcLoss } from './ctc-loss.ts';
import { ones } from './full.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const golden = readGolden('torch/ctc/edges.safetensors');
const read = (name: string, dtype: 'float64' | 'int32'): Tensor => {
  const { data = [], shape = [] } = golden.get(name) ?? {};
  return tensor([...data], { shape, dtype });
};
const numbers = (name: string): number[] => [...(golden.get(name)?.data ?? [])];

describe('ctcLoss at its edges, as PyTorch', () => {
  const logits = read('logits', 'float64');
  const labels = read('labels', 'int32');
  const common = { frames: numbers('frames'), lengths: numbers('lengths'), blank: 2 };
  const cases = (['none', 'mean', 'sum'] as const).flatMap((reduction) =>
    [true, false].map((zeroInfinity): CtcLossOptions => ({ reduction, zeroInfinity })),
  );

  it.each(cases)('%j', (options) => {
    const name = `${options.reduction}.${options.zeroInfinity ? 'zero' : 'infinite'}`;
    const loss = (x: Tensor): Tensor => ctcLoss(x, labels, { ...common, ...options });
    const found = [...loss(logits).dataSync()];
    expect(found).toHaveLength(numbers(name).length);
    for (const [at, value] of numbers(name).entries()) {
      if (Number.isFinite(value)) expect(found[at]).toBeCloseTo(value, 10);
      else expect(found[at]).toBe(value);
    }
    if (!options.zeroInfinity) return;
    const [gradient] = grad((x) => sum(loss(x as Tensor)))(logits);
    const expected = numbers(`${name}.gradient`);
    const worst = Math.max(
      ...[...(gradient?.dataSync() ?? [])].map((value, at) => Math.abs(value - (expected[at] ?? 0))),
    );
    expect(worst).toBeLessThan(1e-10);
  });
});

describe('ctcLoss', () => {
  it('is the sum over all paths that spell the labels', () => {
    const classes = 3;
    const spelled = (path: readonly number[]): string =>
      path.filter((label, at) => label !== 0 && label !== path[at - 1]).join(' ');
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 3, maxLength: 3 }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 3 }),
        (scores, labels) => {
          const shares = scores.map((row) => row.map(Math.exp));
          const sums = shares.map((row) => row.reduce((a, b) => a + b));
          let total = 0;
          for (let code = 0; code < classes ** scores.length; code++) {
            const path = scores.map((_, frame) => Math.floor(code / classes ** frame) % classes);
            if (spelled(path) !== labels.join(' ')) continue;
            total += path.reduce(
              (product, label, frame) => product * ((shares[frame]?.[label] ?? 0) / (sums[frame] ?? 1)),
              1,
            );
          }
          const given = tensor([[...labels, 0]], { dtype: 'int32' });
          const loss = ctcLoss(tensor([scores], { dtype: 'float64' }), given, {
            lengths: [labels.length],
            reduction: 'sum',
          }).item();
          if (total === 0) expect(loss).toBe(Number.POSITIVE_INFINITY);
          else expect(loss).toBeCloseTo(-Math.log(total), 9);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('what stands behind frames and labels counts for nothing, NaN among it', () => {
    const row = [
      [1, 2, 3],
      [3, 1, 2],
    ];
    const short = ctcLoss(tensor([row]), tensor([[2]], { dtype: 'int32' }));
    const padded = tensor([[...row, [Number.NaN, 0, 0]]]);
    const labels = tensor([[2, 99]], { dtype: 'int32' });
    const options = { frames: [2], lengths: [1] };
    expect(ctcLoss(padded, labels, options).item()).toBe(short.item());
    const [gradient] = grad((x) => ctcLoss(x as Tensor, labels, options))(padded);
    expect([...(gradient?.dataSync() ?? [])].slice(0, 6).every(Number.isFinite)).toBe(true);
  });

  it('has no second derivative, and says so', () => {
    const labels = tensor([[1]], { dtype: 'int32' });
    const slope = (x: Tensor): Tensor => sum(grad((y) => ctcLoss(y as Tensor, labels))(x)[0] as Tensor);
    expect(() => grad((x) => slope(x as Tensor))(ones([1, 3, 2]))).toThrow(GradientError);
  });

  it.each<[string, () => unknown, new (message: string) => Error, RegExp]>([
    [
      'a blank that is no class',
      () => loss({ blank: 4 }),
      IndexError,
      /blank must be a class, 0 to 3, got 4/,
    ],
    [
      'a label that is the blank',
      () => loss({ blank: 1 }),
      IndexError,
      /label 1 at place 0 of row 0.* blank, 1/,
    ],
    [
      'too many frames',
      () => loss({ frames: [3, 6] }),
      ShapeError,
      /frames must be 2 whole.* 0 to 5, got \[3, 6\]/,
    ],
    ['lengths for one row', () => loss({ lengths: [1] }), ShapeError, /lengths must be 2 whole numbers/],
    ['a reduction', () => loss({ reduction: 'total' as 'sum' }), OptionError, /mean, sum or none, got total/],
    [
      'shapes',
      () => ctcLoss(ones([5, 4]), tensor([1], { dtype: 'int32' })),
      ShapeError,
      /logits \[batch, frames, classes\].*got \[5, 4\] and int32 \[1\]/,
    ],
  ])('refuses %s', (_, run, error, message) => {
    expect(run).toThrow(error);
    expect(run).toThrow(message);
  });
});

function loss(options: CtcLossOptions): Tensor {
  return ctcLoss(ones([2, 5, 4]), tensor([[1], [3]], { dtype: 'int32' }), options);
}
