import {
  eye,
  grad,
  multiply,
  OptionError,
  RandomGenerator,
  reshape,
  ShapeError,
  softmax,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { attentionRollout, causalMask, softmaxNormalizer } from '../index.ts';

parity(
  {
    mechanism: 'Attention rollout',
    paper: 'Abnar and Zuidema 2020',
    file: 'inside/attention-rollout.ts',
    reference: 'PyTorch 2.15, float64',
    tolerance: 1e-12,
  },
  () => {
    const golden = readGolden('inside/rollout.safetensors');
    const layers = [0, 1, 2].map((layer) => float64(need(golden, `weights.${layer}`)));
    const upstream = float64(need(golden, 'upstream'));
    const gradients = grad((...given) => sum(multiply(attentionRollout(given), upstream)))(...layers);
    return Math.max(
      worstDifference(attentionRollout(layers), need(golden, 'rollout')),
      ...gradients.map((gradient, layer) => worstDifference(gradient, need(golden, `gradient.${layer}`))),
    );
  },
);

function randomLayers(seed: number, count: number): Tensor[] {
  const generator = new RandomGenerator(seed);
  const scores = Array.from({ length: count }, () => generator.normal([1, 2, 5, 5]));
  return scores.map((layer) => softmaxNormalizer(layer, causalMask(5, 5)));
}

const read = (x: Tensor): number[] => [...x.dataSync()];

describe('attentionRollout', () => {
  it('is a distribution over the tokens that a state may see', () => {
    assert(
      property(integer({ min: 0, max: 1000 }), integer({ min: 1, max: 4 }), (seed, count) => {
        const rollout = attentionRollout(randomLayers(seed, count));
        for (const total of read(sum(rollout, { axis: -1 }))) expect(total).toBeCloseTo(1, 5);
        for (const [at, weight] of read(rollout).entries()) {
          if (at % 5 > Math.floor(at / 5)) expect(weight).toBe(0);
          else expect(weight).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('multiplies what the layers mix, the last one from the left', () => {
    const first = tensor([
      [
        [
          [0, 1],
          [0, 1],
        ],
      ],
    ]);
    const second = tensor([
      [
        [
          [1, 0],
          [1, 0],
        ],
      ],
    ]);
    // ½A + ½I: [[½, ½], [0, 1]] and [[1, 0], [½, ½]].
    expect(read(attentionRollout([first, second]))).toEqual([0.5, 0.5, 0.25, 0.75]);
    expect(read(attentionRollout([second, first]))).toEqual([0.75, 0.25, 0.5, 0.5]);
  });

  it('leaves a state what it is where nothing is attended to', () => {
    const nothing = zeros([1, 2, 3, 3]);
    expect(read(attentionRollout([nothing, nothing]))).toEqual(read(eye(3)));
  });

  it('has shapes that follow from shapes', () => {
    expect(attentionRollout([zeros([0, 2, 3, 3])]).shape).toEqual([0, 3, 3]);
    expect(attentionRollout([zeros([2, 2, 0, 0]), zeros([2, 3, 0, 0])]).shape).toEqual([2, 0, 0]);
    expect(read(attentionRollout([softmax(zeros([1, 1, 1, 1]))]))).toEqual([1]);
  });

  it('names what is no self-attention', () => {
    const good = zeros([1, 2, 3, 3]);
    expect(() => attentionRollout([])).toThrow(OptionError);
    expect(() => attentionRollout([good, zeros([1, 2, 3, 5])])).toThrow(/layer 1 is \[1, 2, 3, 5\]/);
    expect(() => attentionRollout([good, zeros([1, 2, 5, 5])])).toThrow(ShapeError);
    expect(() => attentionRollout([reshape(good, [2, 3, 3])])).toThrow(/\[batch, heads, queries, keys\]/);
  });
});
