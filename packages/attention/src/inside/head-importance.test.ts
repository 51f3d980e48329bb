import {
  GradientError,
  live,
  mean,
  multiply,
  OptionError,
  observe,
  RandomGenerator,
  ShapeError,
  subtract,
  sum,
  type Tensor,
  tensor,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, loadFloat64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { headImportance, MultiHeadAttention } from '../index.ts';

const golden = readGolden('inside/importance.safetensors');

function goldenAttention(): { attention: MultiHeadAttention; loss: () => Tensor } {
  const attention = new MultiHeadAttention(8, 2, { bias: false });
  loadFloat64(attention, (path) => need(golden, path));
  const [states, target] = [float64(need(golden, 'states')), float64(need(golden, 'target'))];
  const loss = (): Tensor => {
    const difference = subtract(attention.forward(states), target);
    return mean(multiply(difference, difference));
  };
  return { attention, loss };
}

const read = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];

parity(
  {
    mechanism: 'Head importance',
    paper: 'Michel et al. 2019',
    file: 'inside/head-importance.ts',
    reference: 'PyTorch 2.15, float64',
    tolerance: 1e-12,
  },
  () => {
    const { attention, loss } = goldenAttention();
    const importance = headImportance(attention, loss).get('context');
    return worstDifference(importance, need(golden, 'importance'));
  },
);

describe('headImportance', () => {
  it('is what the loss does when the gate of a head moves a little', () => {
    const { attention } = goldenAttention();
    const states = float64(need(golden, 'states'));
    const loss = (): Tensor => sum(multiply(attention.forward(states), attention.forward(states)));
    const gated = (head: number, example: number, gate: number): number => {
      const gates = Array.from({ length: 6 }, (_, at) => (at === example * 2 + head ? gate : 1));
      const table = tensor(gates, { shape: [3, 2, 1, 1], dtype: 'float64' });
      return observe(attention, { context: (context) => multiply(context, table) }, loss).item();
    };
    const importance = read(headImportance(attention, loss).get('context'));
    for (const head of [0, 1]) {
      let expected = 0;
      for (const example of [0, 1, 2]) {
        expected += Math.abs(gated(head, example, 1 + 1e-5) - gated(head, example, 1 - 1e-5)) / 2e-5;
      }
      expect(importance[head]).toBeCloseTo(expected, 5);
    }
  });

  it('is 0 for a head that the output does not read, and has norm 1 when normalised', () => {
    const { attention, loss } = goldenAttention();
    const weight = read(attention.outProj.weight.value);
    const unread = weight.map((value, at) => (at % 8 < 4 ? 0 : value));
    attention.outProj.weight.assign(tensor(unread, { shape: [8, 8], dtype: 'float64' }));
    const [first, second] = read(headImportance(attention, loss).get('context'));
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
    expect(read(headImportance(attention, loss, { normalized: true }).get('context'))).toEqual([0, 1]);
  });

  it('leaves nothing behind but its result', () => {
    const { attention, loss } = goldenAttention();
    const before = live();
    for (const importance of headImportance(attention, loss).values()) importance.dispose();
    expect(live()).toEqual(before);
  });

  it('names what does not fit', () => {
    const { attention, loss } = goldenAttention();
    expect(() => headImportance(attention, loss, { patterns: ['contexts'] })).toThrow(OptionError);
    expect(() => headImportance(attention, loss, { patterns: ['qProj'] })).toThrow(ShapeError);
    expect(() => headImportance(attention, () => attention.outProj.weight.value)).toThrow(GradientError);
    const other = new MultiHeadAttention(8, 2).initialize(new RandomGenerator(1));
    const generator = new RandomGenerator(2);
    const [one, two] = [generator.normal([1, 3, 8]), generator.normal([2, 3, 8])];
    const both = (): Tensor => mean(sum(other.forward(two), { axis: 0 }));
    expect(() => headImportance(other, () => multiply(mean(other.forward(one)), both()))).toThrow(
      "'context' is [2, 2, 3, 4], expected a context",
    );
  });
});
