import { describe, expect, it } from 'vitest';
import { DTypeError, IndexError, OptionError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import { type CrossEntropyOptions, crossEntropy, nextTokenCrossEntropy } from './cross-entropy.ts';
import { ones, zeros } from './full.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const list = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const ids = (values: number[] | number[][]): Tensor => tensor(values, { dtype: 'int32' });
const f64 = (values: number[] | number[][] | number[][][]): Tensor => tensor(values, { dtype: 'float64' });

describe('case 18: label smoothing with ignored targets', () => {
  const logits = f64([
    [2, 0, -1],
    [0, 1, 0],
    [1, 1, 1],
  ]);
  const targets = ids([0, -100, 2]);
  const smooth = (options: CrossEntropyOptions): number =>
    crossEntropy(logits, targets, { labelSmoothing: 0.1, ...options }).item();

  it('only kept rows count, in the uniform part too', () => {
    expect(smooth({})).toBeCloseTo(0.7175625, 7);
    expect(smooth({ reduction: 'sum' })).toBeCloseTo(1.435125, 7);
    const kept = crossEntropy(
      f64([
        [2, 0, -1],
        [1, 1, 1],
      ]),
      ids([0, 2]),
      { labelSmoothing: 0.1 },
    );
    expect(smooth({})).toBeCloseTo(kept.item(), 12);
    expect(list(crossEntropy(logits, targets, { reduction: 'none' }))[1]).toBe(0);
  });

  it.each(['mean', 'sum'] as const)(
    'all ignored, %s: 0 and zero gradients, whatever the logits',
    (reduction) => {
      const loss = (x: Tensor): Tensor =>
        crossEntropy(x, ids([-100, -100]), { reduction, labelSmoothing: 0.1 });
      const bad = f64([
        [Number.NaN, 0],
        [Infinity, 1],
      ]);
      expect(loss(bad).item()).toBe(0);
      expect(list(grad((x) => loss(x as Tensor))(bad)[0]).map(Math.abs)).toEqual([0, 0, 0, 0]);
    },
  );

  it('another ignored class, inside or outside the table', () => {
    for (const ignoreIndex of [1, -1]) {
      const loss = crossEntropy(logits, ids([0, ignoreIndex, 2]), { ignoreIndex, labelSmoothing: 0.1 });
      expect(loss.item()).toBeCloseTo(0.7175625, 7);
    }
  });

  it('target 3 of 3 classes is an error, forward and backward', () => {
    const loss = (x: Tensor): Tensor => crossEntropy(x, ids([0, 3, 2]));
    expect(() => loss(logits)).toThrow(IndexError);
    expect(() => loss(logits)).toThrow(/3 at place 1 .* 3 classes/);
    expect(() => grad((x) => loss(x as Tensor))(logits)).toThrow(IndexError);
  });

  it('smoothing 0 leaves out classes without probability, smoothing 1 the target', () => {
    const sure = f64([[0, -Infinity, 0]]);
    expect(crossEntropy(sure, ids([0])).item()).toBeCloseTo(Math.LN2, 12);
    expect(list(grad((x) => crossEntropy(x as Tensor, ids([0])))(sure)[0])).toEqual([-0.5, 0, 0.5]);
    const far = crossEntropy(f64([[0, 0, 0]]), ids([0]), { labelSmoothing: 1 });
    expect(far.item()).toBeCloseTo(Math.log(3), 12);
    expect(crossEntropy(sure, ids([1]), { labelSmoothing: 1 }).item()).toBe(Infinity);
  });

  it('refuses what does not fit', () => {
    expect(() => smooth({ labelSmoothing: 1.5 })).toThrow(OptionError);
    expect(() => smooth({ reduction: 'average' as 'mean' })).toThrow(OptionError);
    expect(() => smooth({ weight: 1 } as CrossEntropyOptions)).toThrow(OptionError);
    expect(() => crossEntropy(logits, ids([0, 1]))).toThrow(ShapeError);
    expect(() => crossEntropy(logits, ones([3]))).toThrow(DTypeError);
  });
});

describe('case 21: labels moved twice', () => {
  const peak = (...next: number[]): number[][] =>
    next.map((id) => [0, 1, 2, 3].map((token) => (token === id ? 10 : 0)));
  const logits = f64([peak(1, 2, 3, 0)]);
  const tokens = ids([[0, 1, 2, 3]]);

  it('one function shifts', () => {
    expect(nextTokenCrossEntropy(logits, tokens).item()).toBeCloseTo(0.00013619, 8);
  });

  it('it refuses logits that were shifted before', () => {
    expect(() => nextTokenCrossEntropy(f64([peak(1, 2, 3)]), tokens)).toThrow(ShapeError);
    expect(() => nextTokenCrossEntropy(f64([peak(1, 2, 3)]), tokens)).toThrow(/\[1, 3, 4\].*\[1, 4\]/);
    expect(() => crossEntropy(f64([peak(1, 2, 3)]), tokens)).toThrow(ShapeError);
  });

  it('rows of a batch do not run into one another', () => {
    const second = (values: number[][]): Tensor => f64([peak(1, 2, 3, 0), values]);
    const both = ids([
      [0, 1, 2, 3],
      [3, 1, 0, 2],
    ]);
    const a = second(peak(2, 2, 2, 2));
    const other = nextTokenCrossEntropy(f64([peak(2, 2, 2, 2)]), ids([[3, 1, 0, 2]])).item();
    expect(nextTokenCrossEntropy(a, both).item()).toBeCloseTo((0.00013619 + other) / 2, 8);
    const ofFirst = (x: Tensor): number[] =>
      list(grad((y) => nextTokenCrossEntropy(y as Tensor, both))(x)[0]).slice(0, 16);
    expect(ofFirst(a)).toEqual(ofFirst(second(peak(0, 1, 3, 3))));
  });

  it('one token has no target', () => {
    const x = zeros([2, 1, 4]);
    const loss = (y: Tensor): Tensor => nextTokenCrossEntropy(y, ids([[1], [2]]));
    expect(loss(x).item()).toBe(0);
    expect(list(grad((y) => loss(y as Tensor))(x)[0])).toEqual(Array(8).fill(0));
    expect(nextTokenCrossEntropy(zeros([2, 0, 4]), tensor(new Int32Array(0), { shape: [2, 0] })).item()).toBe(
      0,
    );
  });

  it('ignored entries count for nothing', () => {
    const loss = nextTokenCrossEntropy(f64([peak(1, 0, 3, 0)]), ids([[0, 1, -100, 3]]));
    expect(loss.item()).toBeCloseTo(0.00013619, 8);
    expect(sum(nextTokenCrossEntropy(logits, tokens, { reduction: 'none' })).item()).toBeCloseTo(
      3 * 0.00013619,
      7,
    );
  });
});
