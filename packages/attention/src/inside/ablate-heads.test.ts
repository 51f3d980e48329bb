import {
  collect,
  IndexError,
  mean,
  multiply,
  OptionError,
  observe,
  RandomGenerator,
  ShapeError,
  type Tensor,
  tensor,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type AblateHeadsOptions, ablateHeads, MultiHeadAttention } from '../index.ts';

const generator = new RandomGenerator(3);
const states = generator.normal([2, 5, 12]);
const make = (): MultiHeadAttention => new MultiHeadAttention(12, 3).initialize(new RandomGenerator(1));
const read = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];

function ablated(heads: number[], options: AblateHeadsOptions = {}): number[] {
  const attention = make();
  return read(observe(attention, { context: ablateHeads(heads, options) }, () => attention.forward(states)));
}

describe('ablateHeads', () => {
  it.each([[[0]], [[1, 2]], [[0, 1, 2]]])(
    'of heads %j equals zeros in their columns of the output projection, bit for bit',
    (heads) => {
      const attention = make();
      const weight = read(attention.outProj.weight.value);
      const columns = weight.map((value, at) => (heads.includes(Math.floor((at % 12) / 4)) ? 0 : value));
      attention.outProj.weight.assign(tensor(columns, { shape: [12, 12] }));
      expect(ablated(heads)).toEqual(read(attention.forward(states)));
      expect(ablated(heads)).not.toEqual(read(make().forward(states)));
    },
  );

  it('changes nothing without heads', () => {
    expect(ablated([])).toEqual(read(make().forward(states)));
  });

  it('puts the mean over batch and positions, or a given tensor, in their place', () => {
    const attention = make();
    const run = (): Tensor => attention.forward(states);
    using clean = collect(attention, ['context'], run);
    // The outer observer sees what the inner one lets pass.
    using patched = collect(attention, ['context'], () =>
      observe(attention, { context: ablateHeads([1], { replacement: 'mean' }) }, run),
    );
    const [context = states] = clean.get('context') ?? [];
    const [before, after] = [read(context), read(patched.get('context')?.[0])];
    const means = read(mean(context, { axis: [0, 2] }));
    for (const [at, value] of after.entries()) {
      const [head, unit] = [Math.floor(at / 20) % 3, at % 4];
      expect(value).toBe(head === 1 ? means[4 + unit] : before[at]);
    }
    const replacement = mean(context, { axis: [0, 2], keepAxes: true });
    expect(ablated([1], { replacement })).toEqual(ablated([1], { replacement: 'mean' }));
    expect(ablated([1], { replacement: multiply(replacement, 0) })).toEqual(ablated([1]));
  });

  it('names what does not fit', () => {
    const attention = make();
    expect(() => ablated([3])).toThrow(IndexError);
    expect(() => ablated([3])).toThrow("'context' has the heads 0 to 2, there is no head 3");
    expect(() => ablated([-1])).toThrow(IndexError);
    expect(() => ablated([0.5])).toThrow(IndexError);
    expect(() => ablated([0], { replacement: tensor([[1], [2]]) })).toThrow(ShapeError);
    expect(() => observe(attention, { '': ablateHeads([0]) }, () => attention.forward(states))).toThrow(
      "'' is [2, 5, 12], a context is",
    );
    expect(() => Reflect.apply(ablateHeads, undefined, [[0], { replacement: 'noise' }])).toThrow(OptionError);
    expect(() => Reflect.apply(ablateHeads, undefined, [[0], { mean: true }])).toThrow(OptionError);
  });
});
