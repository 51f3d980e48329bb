import {
  arange,
  encodeSafetensors,
  IndexError,
  loadWeights,
  RandomGenerator,
  reshape,
  type Tensor,
  toSnakeCase,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { HfConfig } from '../hf-config.ts';
import { describeCausalParity } from '../testing/causal-parity.ts';
import { Gpt2, gpt2WeightNames, readGpt2Config } from './index.ts';

for (const name of ['gpt2', 'gpt2-scaled']) {
  describeCausalParity(name, {
    create: (config) => new Gpt2(readGpt2Config(config)),
    layer: (index) => `transformer.h.${index}`,
    weights: (index) => `transformer.h.${index}.attn.weights`,
  });
}

const small = { vocab_size: 23, n_positions: 16, n_embd: 6, n_layer: 2, n_head: 2 };
const countTo = (length: number): Tensor => reshape(arange(length), [1, length]);

describe('Gpt2', () => {
  it('a file of 2019: no first part of the names, and buffers of the mask', async () => {
    const golden = readModel('gpt2');
    const config = readGpt2Config(new HfConfig(golden.config));
    const [plain, old] = [new Gpt2(config), new Gpt2(config)];
    await loadWeights(plain, golden.weights, gpt2WeightNames);
    const entries = [...plain.parameters()].map(([path, { value }]): [string, Tensor] => [
      toSnakeCase(path).replace('transformer.', ''),
      value,
    ]);
    await loadWeights(
      old,
      await encodeSafetensors([...entries, ['h.0.attn.bias', zeros([1, 1, 64, 64])]]),
      gpt2WeightNames,
    );
    expect(old.forward(countTo(5)).dataSync()).toEqual(plain.forward(countTo(5)).dataSync());
  });

  it('a text longer than the table of positions', () => {
    const model = new Gpt2(readGpt2Config(new HfConfig(small))).initialize(new RandomGenerator(0));
    expect(model.forward(countTo(16)).shape).toEqual([1, 16, 23]);
    expect(() => model.forward(countTo(17))).toThrow(IndexError);
    expect(() => model.forward(countTo(17))).toThrow('17 tokens, 16 positions: shorten or truncate');

    using cache = model.createCache();
    model.forward(countTo(10), { cache });
    for (let token = 0; token < 6; token++) model.forward(countTo(1), { cache });
    expect(() => model.forward(countTo(1), { cache })).toThrow('1 tokens after 16, 16 positions');
  });

  it('dropout: off in evaluation, repeatable in training', () => {
    const config = readGpt2Config(new HfConfig(small));
    const run = (seed: number, training: boolean): number[] => {
      const model = new Gpt2(config, new RandomGenerator(seed)).initialize(new RandomGenerator(1));
      return [...model.train(training).forward(countTo(5)).dataSync()];
    };
    expect(run(2, false)).toEqual(run(3, false));
    expect(run(2, true)).toEqual(run(2, true));
    expect(run(2, true)).not.toEqual(run(3, true));
  });

  it('the initial form of the field for positions', () => {
    const { n_positions, ...rest } = small;
    expect(readGpt2Config(new HfConfig({ ...rest, n_ctx: n_positions })).maximumLength).toBe(16);
  });

  it.each([
    [{ add_cross_attention: true }, 'add_cross_attention must be false'],
    [{ n_head: 4 }, 'n_head must be a divisor of the width, 6'],
    [{ n_embd: undefined }, 'n_embd is missing'],
  ])('refuses %j', (change, message) => {
    expect(() => readGpt2Config(new HfConfig({ ...small, ...change }))).toThrow(message);
  });

  it('refuses an unknown activation and an unknown option', () => {
    const config = readGpt2Config(new HfConfig({ ...small, activation_function: 'nonsense' }));
    expect(() => new Gpt2(config)).toThrow("there is no activation 'nonsense'");
    const model = new Gpt2(readGpt2Config(new HfConfig(small)));
    const options = { mask: undefined, attentionMask: 1 };
    expect(() => model.forward(countTo(2), options)).toThrow('unknown option attentionMask');
  });
});
