import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { IndexError, OptionError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import { type CtcLossOptions, ctcLoss } from './ctc-loss.ts';
import { ones } from './full.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const golden = readGolden('torch/ctc/edges.safetensors');
const numbers = (name: string): number[] => [...(golden.get(name)?.data ?? [])];

describe('ctcLoss at its edges, as PyTorch', () => {
  const logits = tensor(numbers('logits'), { shape: [6, 7, 5], dtype: 'float64' });
  const labels = numbers('lengths').map((length, row) => numbers('labels').slice(3 * row, 3 * row + length));
  const common = { frames: numbers('frames'), blank: 2 };
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
          const logits = tensor([scores], { dtype: 'float64' });
          const loss = ctcLoss(logits, [labels], { reduction: 'sum' }).item();
          if (total === 0) expect(loss).toBe(Number.POSITIVE_INFINITY);
          else expect(loss).toBeCloseTo(-Math.log(total), 9);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('what stands behind the frames counts for nothing, NaN among it', () => {
    const row = [
      [1, 2, 3],
      [3, 1, 2],
    ];
    const short = ctcLoss(tensor([row]), [[2]]);
    const padded = tensor([[...row, [Number.NaN, 0, 0]]]);
    const loss = (x: Tensor): Tensor => ctcLoss(x, [[2]], { frames: [2] });
    expect(loss(padded).item()).toBe(short.item());
    const [gradient] = grad((x) => loss(x as Tensor))(padded);
    expect([...(gradient?.dataSync() ?? [])].slice(0, 6).every(Number.isFinite)).toBe(true);
  });

  it('what is not a number in a frame that counts is not lost', () => {
    expect(ctcLoss(tensor([[[Number.NaN, 0, 0]]]), [[2]], { zeroInfinity: true }).item()).toBeNaN();
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
    ['frames for one row', () => loss({ frames: [1] }), ShapeError, /frames must be 2 whole numbers/],
    ['a reduction', () => loss({ reduction: 'total' as 'sum' }), OptionError, /mean, sum or none, got total/],
    [
      'shapes',
      () => ctcLoss(ones([5, 4]), [[1]]),
      ShapeError,
      /logits \[batch, frames, classes\].*got \[5, 4\] and labels of 1 rows/,
    ],
  ])('refuses %s', (_, run, error, message) => {
    expect(run).toThrow(error);
    expect(run).toThrow(message);
  });
});

function loss(options: CtcLossOptions): Tensor {
  return ctcLoss(ones([2, 5, 4]), [[1], [3]], options);
}
