import {
  cast,
  collect,
  grad,
  loadWeights,
  multiply,
  RandomGenerator,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  zeros,
} from '@heed/core';
import { gradcheck } from '@heed/core/testing';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { HfConfig } from '../hf-config.ts';
import { describeCausalParity } from '../testing/causal-parity.ts';
import { goldenArray, goldenMask, goldenTensor, worstDifference } from '../testing/golden.ts';
import {
  loadBalancingLoss,
  Mixtral,
  type MixtralConfig,
  MixtralSparseMoe,
  readMixtralConfig,
} from './index.ts';

const create = (config: HfConfig): Mixtral => new Mixtral(readMixtralConfig(config));
describeCausalParity('mixtral', {
  create,
  layer: (index) => `model.layers.${index}`,
  weights: (index) => `model.layers.${index}.selfAttn.weights`,
});

describe('the routers, as transformers', () => {
  it('logits, and the loss that keeps experts equally busy', async () => {
    const golden = readModel('mixtral');
    const model = create(new HfConfig(golden.config));
    await loadWeights(model, golden.weights);
    const mask = goldenMask(golden, 'input.attention_mask');
    using kept = collect(model, ['**.gate'], () =>
      model.forward(goldenTensor(golden, 'input.input_ids'), { mask }),
    );
    const logits = [...kept.values()].flat();
    expect(logits.length).toBe(2);
    for (const [layer, value] of logits.entries()) {
      const { data } = goldenArray(golden, `output.router_logits.${layer}`);
      const expected = { shape: value.shape, data };
      const difference = worstDifference(value, expected, goldenArray(golden, 'input.attention_mask'));
      expect(difference).toBeLessThan(1e-4);
    }
    const loss = loadBalancingLoss(logits, { expertsPerToken: 2, mask });
    expect(loss.item()).toBeCloseTo(goldenArray(golden, 'output.aux_loss').data[0] ?? Number.NaN, 5);
  });
});

const read = (change: object): MixtralConfig =>
  readMixtralConfig(
    new HfConfig({
      vocab_size: 13,
      hidden_size: 6,
      intermediate_size: 5,
      num_hidden_layers: 2,
      num_attention_heads: 2,
      num_key_value_heads: 1,
      num_local_experts: 4,
      ...change,
    }),
  );

describe('MixtralSparseMoe', () => {
  const draw = (seed: number, shape: readonly number[]): Tensor => new RandomGenerator(seed).normal(shape);

  it('with every expert chosen is the mean of all by the softmax', () => {
    const moe = new MixtralSparseMoe(read({ num_experts_per_tok: 4 })).initialize(new RandomGenerator(1));
    const x = draw(2, [2, 3, 6]);
    const routed = moe.forward(x).dataSync();
    const logits = moe.gate.forward(x).dataSync();
    const outputs = moe.experts.map((expert) => expert.forward(x).dataSync());
    for (const at of routed.keys()) {
      const row = logits.subarray(4 * Math.floor(at / 6), 4 * Math.floor(at / 6) + 4);
      const powers = Array.from(row, Math.exp);
      const total = powers.reduce((all, power) => all + power, 0);
      const expected = outputs.reduce(
        (all, output, e) => all + ((powers[e] ?? 0) / total) * (output[at] ?? 0),
        0,
      );
      expect(routed[at]).toBeCloseTo(expected, 5);
    }
  });

  it('a token does not depend on its neighbours', () => {
    const moe = new MixtralSparseMoe(read({})).initialize(new RandomGenerator(1));
    const x = draw(3, [1, 5, 6]);
    const whole = moe.forward(x).dataSync();
    const numbers = x.dataSync();
    for (let at = 0; at < 5; at++) {
      const alone = moe.forward(tensor(numbers.slice(6 * at, 6 * at + 6), { shape: [1, 1, 6] }));
      expect([...alone.dataSync()]).toEqual([...whole.subarray(6 * at, 6 * at + 6)]);
    }
  });

  it('nothing in, nothing out; and a gradient of that shape', () => {
    const moe = new MixtralSparseMoe(read({})).initialize(new RandomGenerator(1));
    expect(moe.forward(zeros([0, 3, 6])).shape).toEqual([0, 3, 6]);
    expect(moe.forward(zeros([2, 0, 6])).shape).toEqual([2, 0, 6]);
    const [gradient] = grad((x: Tensor) => sum(moe.forward(x)))(zeros([0, 3, 6]));
    expect(gradient?.shape).toEqual([0, 3, 6]);
  });

  it('an expert that no token chose has a gradient of zeros', () => {
    const moe = new MixtralSparseMoe(read({ num_experts_per_tok: 1 })).initialize(new RandomGenerator(1));
    const x = draw(4, [1, 1, 6]);
    const { gradients } = valueAndGrad(moe, () => sum(multiply(moe.forward(x), x)));
    const moved = moe.experts.map((_, e) =>
      gradients
        .get(`experts.${e}.w2.weight`)
        ?.dataSync()
        .some((value) => value !== 0),
    );
    expect(moved.filter((one) => one === true).length).toBe(1);
    expect(moved.filter((one) => one === false).length).toBe(3);
  });
});

describe('loadBalancingLoss', () => {
  it('its gradient, in float64', () => {
    const logits = [1, 2].map((seed) => cast(new RandomGenerator(seed).normal([2, 3, 5]), 'float64'));
    const mask = tensor([[[[true, true, true]]], [[[true, false, true]]]]);
    gradcheck((...layers: Tensor[]) => loadBalancingLoss(layers, { expertsPerToken: 2, mask }), logits);
  });

  it('reaches the routers through the observers', () => {
    const model = new Mixtral(read({ head_dim: 4 })).initialize(new RandomGenerator(1));
    const ids = tensor([[3, 1, 4, 1, 5]], { dtype: 'int32' });
    const { gradients } = valueAndGrad(model, () => {
      using kept = collect(model, ['**.gate'], () => model.forward(ids));
      return loadBalancingLoss([...kept.values()].flat(), { expertsPerToken: 2 });
    });
    for (const layer of [0, 1]) {
      const gradient = gradients.get(`model.layers.${layer}.blockSparseMoe.gate.weight`)?.dataSync() ?? [];
      expect(Math.max(...Array.from(gradient, Math.abs))).toBeGreaterThan(1e-4);
    }
  });

  it('is the number of experts per token when all are equally likely and busy', () => {
    const logits = tensor([
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ]);
    expect(loadBalancingLoss([logits], { expertsPerToken: 1 }).item()).toBeCloseTo(1, 6);
  });

  it('refuses no layers', () => {
    expect(() => loadBalancingLoss([], { expertsPerToken: 2 })).toThrow('there are no logits of a router');
  });
});

describe('bad input', () => {
  it.each([
    [{ router_jitter_noise: 0.1 }, 'router_jitter_noise must be 0, found 0.1'],
    [{ num_experts_per_tok: 5 }, 'num_experts_per_tok must be at most 4, found 5'],
    [{ num_attention_heads: 4 }, 'head_dim must be a whole number from 1, found 1.5'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(message);
  });
});
