import { encodeSafetensors, loadWeights, type Tensor, tensor, toSnakeCase, zeros } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { HfConfig } from '../hf-config.ts';
import { describeCausalParity } from '../testing/causal-parity.ts';
import { GptNeoX, gptNeoXWeightNames, readGptNeoXConfig } from './index.ts';

for (const name of ['neox', 'neox-sequential']) {
  describeCausalParity(name, {
    create: (config) => new GptNeoX(readGptNeoXConfig(config)),
    layer: (index) => `gptNeox.layers.${index}`,
    weights: (index) => `gptNeox.layers.${index}.attention.weights`,
  });
}

const small = {
  vocab_size: 11,
  hidden_size: 24,
  intermediate_size: 14,
  num_hidden_layers: 2,
  num_attention_heads: 3,
};

describe('GptNeoX', () => {
  it('an old file: buffers of mask and frequencies, the output layer as lm_head', async () => {
    const golden = readModel('neox');
    const config = readGptNeoXConfig(new HfConfig(golden.config));
    const [plain, old] = [new GptNeoX(config), new GptNeoX(config)];
    await loadWeights(plain, golden.weights);
    const entries = [...plain.parameters()].map(([path, { value }]): [string, Tensor] => [
      toSnakeCase(path).replace('embed_out', 'lm_head'),
      value,
    ]);
    const layer = 'gpt_neox.layers.0.attention';
    const buffers: [string, Tensor][] = [
      [`${layer}.bias`, zeros([1, 1, 64, 64])],
      [`${layer}.masked_bias`, tensor(-1e9)],
      [`${layer}.rotary_emb.inv_freq`, zeros([1])],
    ];
    await loadWeights(old, await encodeSafetensors([...entries, ...buffers]), gptNeoXWeightNames);
    const ids = tensor([[3, 1, 4, 1, 5]], { dtype: 'int32' });
    expect(old.forward(ids).dataSync()).toEqual(plain.forward(ids).dataSync());
  });

  it('old and new spellings of the rotary part', () => {
    const old = { ...small, rotary_pct: 0.5, rotary_emb_base: 5000 };
    const rope = { rope_type: 'default', partial_rotary_factor: 0.5, rope_theta: 5000 };
    const rotary = { base: 5000, scaling: undefined, rotaryDimension: 4 };
    expect(readGptNeoXConfig(new HfConfig(old)).rotary).toEqual(rotary);
    expect(readGptNeoXConfig(new HfConfig({ ...small, rope_parameters: rope })).rotary).toEqual(rotary);
    expect(readGptNeoXConfig(new HfConfig(small)).rotary).toEqual({
      ...rotary,
      base: 10_000,
      rotaryDimension: 2,
    });
  });

  it('refuses heads that do not divide the width, a rule and an activation that nobody knows', () => {
    const read = (change: object): GptNeoX =>
      new GptNeoX(readGptNeoXConfig(new HfConfig({ ...small, ...change })));
    expect(() => read({ num_attention_heads: 5 })).toThrow(
      'num_attention_heads must be a divisor of the width, 24',
    );
    expect(() => read({ rope_scaling: { type: 'spiral' } })).toThrow('type must be default, linear');
    expect(() => read({ hidden_act: 'nonsense' })).toThrow("there is no activation 'nonsense'");
  });
});
