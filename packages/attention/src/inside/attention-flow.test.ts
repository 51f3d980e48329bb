import {
  live,
  OptionError,
  RandomGenerator,
  ShapeError,
  softmax,
  type Tensor,
  tidy,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { attentionFlow, attentionRollout } from '../index.ts';

parity(
  {
    mechanism: 'Attention flow',
    paper: 'Abnar and Zuidema 2020',
    file: 'inside/attention-flow.ts',
    reference: 'networkx 3.6',
    tolerance: 1e-12,
  },
  async () => {
    const golden = readGolden('inside/flow.safetensors');
    const layers = [0, 1, 2].map((layer) => float64(need(golden, `weights.${layer}`)));
    return worstDifference(await attentionFlow(layers), need(golden, 'flow'));
  },
);

function randomLayers(seed: number, count: number): Tensor[] {
  const generator = new RandomGenerator(seed);
  return Array.from({ length: count }, () => softmax(generator.normal([2, 3, 5, 5])));
}

describe('attentionFlow', () => {
  it.each([1, 2, 3])(
    'lets through what the rollout of %i layers does, or more, and 1 at most',
    async (count) => {
      const layers = randomLayers(count, count);
      const flow = (await attentionFlow(layers)).dataSync();
      for (const [at, share] of attentionRollout(layers).dataSync().entries()) {
        expect(flow[at]).toBeGreaterThanOrEqual(share - 1e-6);
        expect(flow[at]).toBeLessThanOrEqual(1 + 1e-6);
        // One layer has one way from a state to a token.
        if (count === 1) expect(flow[at]).toBeCloseTo(share, 6);
      }
    },
  );

  it('leaves nothing behind', async () => {
    const layers = randomLayers(5, 2);
    const before = live();
    (await attentionFlow(layers)).dispose();
    expect(live()).toEqual(before);
  });

  it('has shapes that follow from shapes', async () => {
    expect((await attentionFlow([zeros([0, 2, 3, 3])])).shape).toEqual([0, 3, 3]);
    expect((await attentionFlow([zeros([2, 2, 0, 0])])).shape).toEqual([2, 0, 0]);
    expect([...(await attentionFlow([zeros([1, 1, 1, 1])])).dataSync()]).toEqual([1]);
  });

  it('names what is no self-attention', async () => {
    await expect(attentionFlow([])).rejects.toThrow(OptionError);
    await expect(attentionFlow(tidy(() => [zeros([1, 2, 3, 5])]))).rejects.toThrow(ShapeError);
  });
});
