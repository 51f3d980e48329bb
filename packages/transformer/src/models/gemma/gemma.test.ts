import { encodeSafetensors, loadWeights, type Tensor, tensor, toSnakeCase, zeros } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { HfConfig } from '../hf-config.ts';
import { describeCausalParity } from '../testing/causal-parity.ts';
import { Gemma, type GemmaConfig, gemmaWeightNames, readGemmaConfig } from './index.ts';

for (const name of ['gemma2', 'gemma3']) {
  describeCausalParity(name, {
    create: (config) => new Gemma(readGemmaConfig(config)),
    layer: (index) => `model.layers.${index}`,
    weights: (index) => `model.layers.${index}.selfAttn.weights`,
  });
}

const read = (change: object): GemmaConfig =>
  readGemmaConfig(
    new HfConfig({
      model_type: 'gemma3_text',
      hidden_size: 6,
      intermediate_size: 10,
      num_hidden_layers: 7,
      ...change,
    }),
  );

describe('Gemma', () => {
  it('what published configs leave out is as in transformers', () => {
    const third = read({});
    expect(third).toMatchObject({ heads: 8, keyValueHeads: 4, headDimension: 256, vocabularySize: 262_208 });
    expect(third.windows).toEqual([4096, 4096, 4096, 4096, 4096, undefined, 4096]);
    expect([third.rotary.base, third.localRotary.base]).toEqual([1_000_000, 10_000]);
    expect([third.scoreCap, third.logitCap, third.scale]).toEqual([undefined, undefined, 1 / 16]);

    const second = read({ model_type: 'gemma2' });
    expect(second.windows).toEqual([4096, undefined, 4096, undefined, 4096, undefined, 4096]);
    expect([second.rotary.base, second.localRotary.base]).toEqual([10_000, 10_000]);
    expect([second.scoreCap, second.logitCap]).toEqual([50, 30]);
  });

  it('null is no cap', () => {
    const { scoreCap, logitCap } = read({
      model_type: 'gemma2',
      attn_logit_softcapping: null,
      final_logit_softcapping: null,
    });
    expect([scoreCap, logitCap]).toEqual([undefined, undefined]);
  });

  it('old and new spellings of the rotary bases', () => {
    const old = read({
      rope_theta: 500,
      rope_local_base_freq: 20,
      rope_scaling: { rope_type: 'linear', factor: 8 },
    });
    const now = read({
      rope_parameters: {
        full_attention: { rope_type: 'linear', factor: 8, rope_theta: 500 },
        sliding_attention: { rope_type: 'default', rope_theta: 20 },
      },
    });
    for (const { rotary, localRotary } of [old, now]) {
      expect([rotary.base, rotary.scaling?.type]).toEqual([500, 'linear']);
      expect([localRotary.base, localRotary.scaling]).toEqual([20, undefined]);
    }
  });

  it.each(['language_model.model.', 'model.language_model.'])(
    'the text part of a model that sees: %s',
    async (first) => {
      const golden = readModel('gemma3');
      const config = { model_type: 'gemma3', text_config: golden.config, vision_config: {} };
      const plain = new Gemma(readGemmaConfig(new HfConfig(golden.config)));
      const part = new Gemma(readGemmaConfig(new HfConfig(config)));
      await loadWeights(plain, golden.weights);
      const entries = [...plain.parameters()].map(([path, { value }]): [string, Tensor] => [
        toSnakeCase(path).replace('model.', first),
        value,
      ]);
      const seeing: [string, Tensor] = ['vision_tower.vision_model.post_layernorm.bias', zeros([3])];
      await loadWeights(part, await encodeSafetensors([...entries, seeing]), gemmaWeightNames);
      const ids = tensor([[3, 1, 4, 1, 5]], { dtype: 'int32' });
      expect(part.forward(ids).dataSync()).toEqual(plain.forward(ids).dataSync());
    },
  );

  it.each([
    [{ use_bidirectional_attention: true }, 'use_bidirectional_attention must be false, found true'],
    [{ attn_logit_softcapping: 50 }, 'attn_logit_softcapping must be null, found 50'],
    [{ layer_types: ['full_attention'] }, 'layer_types must be the kinds of 7 layers'],
    [{ layer_types: new Array(7).fill('odd_attention') }, 'sliding_attention or full_attention, each'],
    [{ model_type: 'gemma3' }, 'text_config must be an object'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(message);
  });
});
