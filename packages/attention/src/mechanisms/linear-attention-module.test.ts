import {
  cast,
  concat,
  DTypeError,
  GradientError,
  grad,
  live,
  multiply,
  OptionError,
  observe,
  ones,
  RandomGenerator,
  relu,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { LinearAttentionState } from '../caches/linear-state.ts';
import { paddingMask } from '../masks/padding.ts';
import { linearAttention } from './linear-attention.ts';
import { LinearAttention } from './linear-attention-module.ts';

const model = new LinearAttention(6, 3).initialize(new RandomGenerator(1));
const token = (x: Tensor, at: number): Tensor => slice(x, { axis: 1, start: at, end: at + 1 });
const row = (x: Tensor, at: number): Tensor => slice(x, { axis: 0, start: at, end: at + 1 });

describe('LinearAttention', () => {
  it('decodes step by step as in one call, after cloning and reordering its state', () => {
    const x = new RandomGenerator(2).normal([2, 7, 6]);
    const whole = model.forward(x, { causal: true });
    using state = new LinearAttentionState();
    model.forward(slice(x, { axis: 1, end: 5 }), { causal: true, state });
    using copy = state.clone();
    for (const at of [5, 6]) {
      const step = model.forward(token(x, at), { causal: true, state });
      expect(worstDifference(step, token(whole, at))).toBeLessThan(1e-6);
    }
    copy.reorder(tensor([1, 1, 0], { dtype: 'int32' }));
    const beams = concat([row(x, 1), row(x, 1), row(x, 0)], { axis: 0 });
    const step = model.forward(token(beams, 5), { causal: true, state: copy });
    expect(worstDifference(row(step, 1), row(token(whole, 5), 1))).toBeLessThan(1e-6);
    expect(worstDifference(row(step, 2), row(token(whole, 5), 0))).toBeLessThan(1e-6);
    expect([state.position, copy.position]).toEqual([7, 6]);
  });

  it('remembers any number of tokens in the same memory, and gives all of it back', () => {
    const before = live();
    {
      using state = new LinearAttentionState();
      const run = (length: number): void =>
        tidy(() => void model.forward(ones([1, length, 6]), { causal: true, state }));
      run(1);
      const held = live();
      run(100);
      expect(live()).toEqual(held);
      expect(state.sums?.shape).toEqual([1, 3, 2, 3]);
    }
    expect(live()).toEqual(before);
  });

  it('reads a memory, another feature map, and shapes that are functions of shapes', () => {
    const cross = new LinearAttention(6, 2, {
      memoryWidth: 5,
      headDimension: 4,
      bias: false,
      featureMap: relu,
    });
    cross.initialize(new RandomGenerator(3));
    const x = new RandomGenerator(4);
    expect(cross.forward(x.normal([2, 3, 6]), { memory: x.normal([2, 7, 5]) }).shape).toEqual([2, 3, 6]);
    for (const [batch, length] of [
      [0, 5],
      [2, 0],
      [2, 1],
    ] as const) {
      for (const causal of [false, true]) {
        const states = zeros([batch, length, 6]);
        expect(model.forward(states, { causal }).shape).toEqual([batch, length, 6]);
        expect(grad((y) => sum(model.forward(y, { causal })))(states)[0]?.shape).toEqual([batch, length, 6]);
      }
    }
  });

  it('shows weights that sum to 1, changes nothing by it, and lets them be replaced', () => {
    const x = new RandomGenerator(5).normal([2, 5, 6]);
    const options = { causal: true, mask: paddingMask([5, 3], 5) };
    let totals: number[] = [];
    const read = (weights: Tensor): void => {
      totals = [...sum(weights, { axis: 3 }).dataSync()];
    };
    const observed = observe(model, { weights: read }, () => model.forward(x, options));
    expect(worstDifference(observed, model.forward(x, options))).toBe(0);
    expect(totals).toHaveLength(2 * 3 * 5);
    for (const total of totals) expect(total).toBeCloseTo(1, 6);
    const doubled = observe(model, { weights: (w) => multiply(w, 2), context: (y) => multiply(y, 0.5) }, () =>
      model.forward(x, options),
    );
    expect(worstDifference(doubled, observed)).toBeLessThan(1e-6);
  });
});

describe('bad input', () => {
  const x = ones([2, 4, 6, 3]);

  it('refuses sizes that do not fit', () => {
    expect(() => new LinearAttention(6, 4)).toThrow(/6.*4 heads/);
    for (const heads of [0, -1, 1.5]) expect(() => new LinearAttention(6, heads)).toThrow(OptionError);
    expect(() => model.forward(ones([3, 6]))).toThrow(ShapeError);
    expect(() => linearAttention(x, ones([2, 2, 6, 3]), ones([2, 2, 6, 3]))).toThrow(/4 heads and keys 2/);
    expect(() => linearAttention(x, ones([2, 4, 6, 5]), x)).toThrow(ShapeError);
    expect(() => linearAttention(x, x, x, { causal: true, chunk: 0 })).toThrow(OptionError);
  });

  it('refuses masks of numbers, or of single queries', () => {
    expect(() => linearAttention(x, x, x, { mask: ones([1, 1, 1, 6]) })).toThrow(DTypeError);
    expect(() => linearAttention(x, x, x, { mask: cast(ones([1, 1, 6, 6]), 'bool') })).toThrow(
      /all queries alike/,
    );
  });

  it('refuses a state that is not causal, not of these states, of another batch, or under a tape', () => {
    using state = new LinearAttentionState();
    const states = ones([2, 3, 6]);
    expect(() => model.forward(states, { state })).toThrow(OptionError);
    expect(() => model.forward(states, { causal: true, memory: ones([2, 3, 6]), state })).toThrow(/memory/);
    model.forward(states, { causal: true, state });
    expect(() => model.forward(ones([1, 3, 6]), { causal: true, state })).toThrow(ShapeError);
    expect(() => grad((y) => sum(model.forward(y, { causal: true, state })))(states)).toThrow(GradientError);
    expect(state.position).toBe(3);
  });
});
