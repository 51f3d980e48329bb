import {
  add,
  cast,
  DTypeError,
  GradientError,
  linear,
  matmul,
  multiply,
  OptionError,
  RandomGenerator,
  ShapeError,
  softmax,
  subtract,
  sum,
  type Tensor,
  tanh,
  tensor,
} from '@heed/core';
import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { gradientTimesInput, integratedGradients } from '../index.ts';

const golden = readGolden('inside/attributions.safetensors');
const load = (name: string): Tensor => float64(need(golden, name));
const network = (x: Tensor): Tensor =>
  sum(multiply(tanh(linear(x, load('weight'), load('bias'))), load('readout')));
const read = (x: Tensor): number[] => [...x.dataSync()];
const normal = (seed: number, shape: readonly number[]): Tensor =>
  cast(new RandomGenerator(seed).normal(shape), 'float64');

parity(
  {
    mechanism: 'Integrated gradients',
    paper: 'Sundararajan et al. 2017',
    file: 'inside/integrated-gradients.ts',
    reference: 'captum 0.9',
    tolerance: 1e-12,
  },
  () => {
    const options = { baseline: load('baseline'), steps: 16 };
    const { attributions, gap } = integratedGradients(network, load('x'), options);
    const gaps = sum(load('gap')).item();
    return Math.max(worstDifference(attributions, need(golden, 'integrated')), Math.abs(gap.item() - gaps));
  },
);

parity(
  {
    mechanism: 'Gradient × input',
    paper: 'Shrikumar et al. 2017',
    file: 'inside/integrated-gradients.ts',
    reference: 'captum 0.9',
    tolerance: 1e-12,
  },
  () => worstDifference(gradientTimesInput(network, load('x')), need(golden, 'product')),
);

describe('integratedGradients', () => {
  it('adds up to what the function gains (completeness), ever better with more steps', () => {
    assert(
      property(integer({ min: 0, max: 1000 }), (seed) => {
        const [x, keys] = [normal(seed, [3, 5]), normal(seed + 1, [7, 5])];
        const attend = (queries: Tensor): Tensor => {
          const weights = softmax(matmul(queries, keys, { transposeB: true }));
          return sum(multiply(tanh(matmul(weights, keys)), queries));
        };
        const few = integratedGradients(attend, x, { steps: 25 });
        const many = integratedGradients(attend, x, { steps: 100 });
        const gain = attend(x).item() - attend(multiply(x, 0)).item();
        expect(sum(many.attributions).item() - gain).toBeCloseTo(many.gap.item(), 10);
        expect(Math.abs(many.gap.item())).toBeLessThan(0.02);
        // The error of the midpoint rule falls with the square of the steps; 1e-6 where it is nothing to speak of.
        expect(Math.abs(many.gap.item())).toBeLessThan(Math.abs(few.gap.item()) / 4 + 1e-6);
      }),
      { numRuns: 15 },
    );
  });

  it('is exact for squares in one step', () => {
    const [x, baseline] = [normal(1, [7]), normal(2, [7])];
    const { attributions, gap } = integratedGradients((y) => sum(multiply(y, y)), x, { baseline, steps: 1 });
    const expected = read(subtract(multiply(x, x), multiply(baseline, baseline)));
    for (const [at, value] of read(attributions).entries()) expect(value).toBeCloseTo(expected[at] ?? 0, 12);
    expect(gap.item()).toBeCloseTo(0, 12);
  });

  it('gives nothing to what does not matter, and adds up over sums of functions', () => {
    const x = normal(3, [2]);
    const [kept, other] = [tensor([3, 0], { dtype: 'float64' }), tensor([1, 5], { dtype: 'float64' })];
    const weighted = (weights: Tensor) => (y: Tensor) => sum(multiply(tanh(y), weights));
    const of = (weights: Tensor): number[] =>
      read(integratedGradients(weighted(weights), x, { steps: 20 }).attributions);
    expect(of(kept)[1]).toBe(0);
    const together = of(add(kept, other));
    for (const [at, value] of together.entries()) {
      expect(value).toBeCloseTo((of(kept)[at] ?? 0) + (of(other)[at] ?? 0), 12);
    }
  });

  it('names what does not fit', () => {
    const x = normal(1, [3]);
    expect(() => integratedGradients(sum, x, { baseline: normal(1, [2]) })).toThrow(ShapeError);
    expect(() => integratedGradients(sum, x, { baseline: tensor([0, 0, 0]) })).toThrow(DTypeError);
    expect(() => integratedGradients(sum, x, { steps: 0 })).toThrow(OptionError);
    expect(() => integratedGradients((y) => y, x)).toThrow(GradientError);
    expect(() => gradientTimesInput(() => sum(load('x')), x)).toThrow(GradientError);
  });
});
