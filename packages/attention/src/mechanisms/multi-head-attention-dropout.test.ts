import { grad, Module, type Observer, observe, RandomGenerator, sum, type Tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { AttentionSinks, MultiHeadAttention, softCapped } from '../index.ts';

const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const normal = (seed: number, ...shape: number[]): Tensor => new RandomGenerator(seed).normal(shape);

describe('case 8: dropout', () => {
  const make = (dropout: number, seed = 3): MultiHeadAttention =>
    new MultiHeadAttention(6, 3, { bias: false, dropout, generator: new RandomGenerator(seed) }).initialize(
      new RandomGenerator(1),
    );
  const x = normal(4, 1, 7, 6);
  const plain = numbers(make(0).forward(x));
  const mapOf = (attention: MultiHeadAttention): number[] => {
    let map: number[] = [];
    const weights: Observer = (seen) => {
      map = numbers(seen);
    };
    observe(attention, { weights }, () => attention.forward(x));
    return map;
  };

  it('in evaluation is off, bit for bit', () => {
    const attention = make(0.1);
    expect(numbers(attention.forward(x))).toEqual(plain);
    expect(numbers(attention.forward(x))).toEqual(plain);
    expect(numbers(make(0).train().forward(x))).toEqual(plain);
  });

  it('in training is another one each time, and the same for the same seed', () => {
    const attention = make(0.1).train();
    const [first, second] = [numbers(attention.forward(x)), numbers(attention.forward(x))];
    expect(second).not.toEqual(first);
    const again = make(0.1).train();
    expect([numbers(again.forward(x)), numbers(again.forward(x))]).toEqual([first, second]);
  });

  it('leaves the map for reading as it is in evaluation', () => {
    expect(mapOf(make(0.5).train())).toEqual(mapOf(make(0)));
  });

  it('keeps the mean: over 2000 seeds within 1 %', () => {
    const total = new Float64Array(plain.length);
    for (let seed = 0; seed < 2000; seed++) {
      using attention = disposable(make(0.1, seed).train());
      for (const [at, value] of numbers(attention.module.forward(x)).entries())
        total[at] = (total[at] ?? 0) + value;
    }
    const length = Math.hypot(...plain);
    const apart = Math.hypot(...plain.map((value, at) => (total[at] ?? 0) / 2000 - value));
    expect(apart / length).toBeLessThan(0.01);
  });

  it('with probability 1 gives zeros, and no gradient', () => {
    const attention = make(1).train();
    expect(numbers(attention.forward(x)).every((value) => value === 0)).toBe(true);
    const [gradient] = grad((states) => sum(attention.forward(states)))(x);
    expect(numbers(gradient).every((value) => value === 0)).toBe(true);
  });

  it('is switched by the parent in every child, down to normalisers', () => {
    class Stack extends Module {
      readonly layers = [0, 1].map(
        (layer) =>
          new MultiHeadAttention(6, 3, {
            dropout: 0.5,
            normalizer: new AttentionSinks(3, { inner: softCapped(3) }),
            generator: new RandomGenerator(layer),
          }),
      );
      override forward(states: Tensor): Tensor {
        return this.layers.reduce((seen, layer) => layer.forward(seen), states);
      }
    }
    const parent = new Stack().initialize(new RandomGenerator(1)).train();
    const modes = (): boolean[] => [...parent.modules()].map(([, module]) => module.training);
    // The parent, and twice: attention, four projections, dropout, sinks, soft cap.
    expect(modes().length).toBe(1 + 2 * 8);
    expect(modes().every((on) => on)).toBe(true);
    expect(numbers(parent.forward(x))).not.toEqual(numbers(parent.forward(x)));
    parent.eval();
    expect(modes().some((on) => on)).toBe(false);
    expect(numbers(parent.forward(x))).toEqual(numbers(parent.forward(x)));
  });
});

function disposable<Kind extends Module>(module: Kind): { module: Kind; [Symbol.dispose](): void } {
  return { module, [Symbol.dispose]: () => module.dispose() };
}
