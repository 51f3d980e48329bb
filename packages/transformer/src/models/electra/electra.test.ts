import { FormatError, IndexError, RandomGenerator, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { HfConfig } from '../hf-config.ts';
import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  ElectraForMaskedLM,
  ElectraForPreTraining,
  ElectraForQuestionAnswering,
  ElectraForSequenceClassification,
  ElectraForTokenClassification,
  ElectraModel,
  electraWeightNames,
  readElectraConfig,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  electra: (config) => new ElectraModel(readElectraConfig(config)),
  'electra-discriminator': (config) => new ElectraForPreTraining(readElectraConfig(config)),
  'electra-masked-lm': (config) => new ElectraForMaskedLM(readElectraConfig(config)),
  'electra-masked-lm-untied': (config) => new ElectraForMaskedLM(readElectraConfig(config)),
  'electra-sequence': (config) => new ElectraForSequenceClassification(readElectraConfig(config)),
  'electra-token': (config) => new ElectraForTokenClassification(readElectraConfig(config)),
  'electra-question': (config) => new ElectraForQuestionAnswering(readElectraConfig(config)),
};

for (const [name, create] of Object.entries(models)) {
  describeEncoderParity(name, {
    create,
    names: electraWeightNames,
    embeddings: 'embeddingsProject',
    layer: (index) => `encoder.layer.${index}`,
    weights: (index) => `encoder.layer.${index}.attention.self.weights`,
  });
}

describe('limits', () => {
  const sizes = {
    ...{ vocab_size: 23, embedding_size: 4, hidden_size: 8, intermediate_size: 10, num_hidden_layers: 1 },
    ...{ num_attention_heads: 2, max_position_embeddings: 16 },
  };
  const read = (change: object = {}) => readElectraConfig(new HfConfig({ ...sizes, ...change }));
  const tokens = (length: number) =>
    tensor(
      Int32Array.from({ length }, (_, at) => 2 + (at % 20)),
      { shape: [1, length] },
    );

  it('defaults are those of transformers', () => {
    const { embedding_size: _, ...bare } = sizes;
    expect(readElectraConfig(new HfConfig(bare))).toMatchObject({
      ...{ embeddingWidth: 128, epsilon: 1e-12, padId: 0, tokenTypes: 2, tied: true, maximumLength: 16 },
    });
    expect(read({ hidden_dropout_prob: 0.3 }).classifierDropout).toBe(0.3);
    expect(read({ classifier_dropout: 0.2 }).classifierDropout).toBe(0.2);
  });

  it.each([
    [{ is_decoder: true }, 'is_decoder must be false'],
    [{ embedding_size: 0 }, 'embedding_size must be a whole number from 1'],
    [{ position_embedding_type: 'relative_key' }, 'position_embedding_type must be absolute'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });

  it('texts too long, and of no token', () => {
    const model = new ElectraForPreTraining(read()).initialize(new RandomGenerator(1));
    expect(model.forward(tokens(16)).shape).toEqual([1, 16]);
    expect(() => model.forward(tokens(17))).toThrow(IndexError);
    expect(model.forward(tensor(new Int32Array(0), { shape: [2, 0] })).shape).toEqual([2, 0]);
  });

  it('a padded batch is its texts alone', () => {
    const model = new ElectraModel(read()).initialize(new RandomGenerator(1));
    const lengths = [11, 3, 5, 2, 7];
    const ids = tensor(
      lengths.flatMap((count) => Array.from({ length: 11 }, (_, at) => (at < count ? 2 + at : 0))),
      {
        shape: [5, 11],
        dtype: 'int32',
      },
    );
    const padded = [...model.forward(ids, { lengths }).dataSync()];
    for (const [text, count] of lengths.entries()) {
      const alone = [...model.forward(tokens(count)).dataSync()];
      const found = padded.slice(text * 11 * 8, (text * 11 + count) * 8);
      expect(found).toHaveLength(alone.length);
      for (const [at, value] of alone.entries()) expect(found[at]).toBeCloseTo(value, 5);
    }
  });
});
