import { loadWeights, OptionError, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { HfConfig } from '../hf-config.ts';
import { describeCausalParity } from '../testing/causal-parity.ts';
import { Phi3, type Phi3Config, readPhi3Config } from './index.ts';

const family = {
  create: (config: HfConfig) => new Phi3(readPhi3Config(config)),
  layer: (index: number) => `model.layers.${index}`,
  weights: (index: number) => `model.layers.${index}.selfAttn.weights`,
};
describeCausalParity('phi3', family);
// Its texts are read in another way beyond 7 tokens, which no cache passes.
describeCausalParity('phi3-longrope', { ...family, cuts: [[8, 1]] });

const read = (change: object): Phi3Config =>
  readPhi3Config(
    new HfConfig({
      vocab_size: 11,
      hidden_size: 24,
      intermediate_size: 10,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      ...change,
    }),
  );

describe('LongRoPE', () => {
  const idsOf = (length: number): Tensor =>
    tensor([Array.from({ length }, (_, at) => 3 + at)], { dtype: 'int32' });

  it('a cache does not pass the length from which frequencies change', async () => {
    const { config, weights } = readModel('phi3-longrope');
    const model = family.create(new HfConfig(config));
    await loadWeights(model, weights);
    using cache = model.createCache();
    model.forward(idsOf(5), { cache });
    expect(() => model.forward(idsOf(3), { cache })).toThrow(OptionError);
    expect(() => model.forward(idsOf(3), { cache })).toThrow(
      'holds 5 tokens, turned as in texts up to 7, and this text has 8: begin a new cache',
    );
    expect(model.forward(idsOf(2), { cache }).shape).toEqual([1, 2, 97]);
  });

  it.each([
    [{ type: 'su', short_factor: [1, 1, 1], long_factor: [2, 2, 2] }],
    [{ type: 'yarn', short_factor: [1, 1, 1], long_factor: [2, 2, 2] }],
    [{ rope_type: 'longrope', short_factor: [1, 1, 1], long_factor: [2, 2, 2] }],
  ])('under each of its names: %j', (rope_scaling) => {
    const { rotary, steadyLength } = read({
      rope_scaling,
      max_position_embeddings: 131_072,
      original_max_position_embeddings: 4096,
    });
    expect(steadyLength).toBe(4096);
    // √(1 + ln 32 / ln 4096)
    expect(rotary.scaling?.attentionFactor).toBeCloseTo(1.190_238_071_3, 9);
  });
});

describe('bad input', () => {
  it.each([
    [{ embd_pdrop: 0.1 }, 'embd_pdrop must be 0, found 0.1'],
    [{ num_attention_heads: 5 }, 'head_dim must be a whole number from 1, found 4.8'],
    [{ rope_scaling: { type: 'longrope', factor: 2 } }, 'short_factor is missing'],
    [{ rope_scaling: { type: 'longrope', short_factor: ['1'] } }, 'short_factor must be a list of numbers'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(message);
  });
});
