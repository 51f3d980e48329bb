import { FormatError, IndexError, RandomGenerator, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { HfConfig } from '../hf-config.ts';
import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  type AlbertConfig,
  AlbertForMaskedLM,
  AlbertForQuestionAnswering,
  AlbertForSequenceClassification,
  AlbertForTokenClassification,
  AlbertModel,
  albertWeightNames,
  readAlbertConfig,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  albert: (config) => new AlbertModel(readAlbertConfig(config)),
  'albert-inner': (config) => new AlbertModel(readAlbertConfig(config)),
  'albert-masked-lm': (config) => new AlbertForMaskedLM(readAlbertConfig(config)),
  'albert-sequence': (config) => new AlbertForSequenceClassification(readAlbertConfig(config)),
  'albert-token': (config) => new AlbertForTokenClassification(readAlbertConfig(config)),
  'albert-question': (config) => new AlbertForQuestionAnswering(readAlbertConfig(config)),
};

for (const [name, create] of Object.entries(models)) {
  // Two groups of one layer, each run twice in turn; or one group of two layers, run twice.
  const layer = (run: number): string =>
    name === 'albert'
      ? `encoder.albertLayerGroups.${Math.floor(run / 2)}.albertLayers.0`
      : `encoder.albertLayerGroups.0.albertLayers.${run % 2}`;
  describeEncoderParity(name, {
    create,
    names: albertWeightNames,
    embeddings: 'encoder.embeddingHiddenMappingIn',
    layer,
    weights: (run) => `${layer(run)}.attention.weights`,
  });
}

describe('limits', () => {
  const sizes = {
    ...{ vocab_size: 23, hidden_size: 8, intermediate_size: 10, num_hidden_layers: 3 },
    ...{ num_attention_heads: 2, max_position_embeddings: 16 },
  };
  const read = (change: object = {}): AlbertConfig =>
    readAlbertConfig(new HfConfig({ ...sizes, embedding_size: 4, ...change }));
  const tokens = (length: number): Tensor =>
    tensor(
      Int32Array.from({ length }, (_, at) => 2 + (at % 20)),
      { shape: [1, length] },
    );

  it('defaults are those of transformers', () => {
    expect(readAlbertConfig(new HfConfig(sizes))).toMatchObject({
      ...{
        embeddingWidth: 128,
        groups: 1,
        groupLayers: 1,
        layers: 3,
        epsilon: 1e-12,
        padId: 0,
        tokenTypes: 2,
      },
      ...{ activation: 'gelu_new', dropout: 0, attentionDropout: 0, classifierDropout: 0.1, tied: true },
    });
  });

  it('layers share their weights', () => {
    const count = (change: object): number => new AlbertModel(read(change)).parameterCount();
    expect(count({ num_hidden_layers: 12 })).toBe(count({}));
    const layer = count({ inner_group_num: 2 }) - count({});
    expect(count({ num_hidden_groups: 3 }) - count({})).toBe(2 * layer);
  });

  it.each([
    [{ num_hidden_groups: 4 }, 'num_hidden_groups must be at most num_hidden_layers, 3, found 4'],
    [{ inner_group_num: 0 }, 'inner_group_num must be a whole number from 1'],
    [{ num_attention_heads: 3 }, 'num_attention_heads must be a divisor of the width, 8'],
    [{ position_embedding_type: 'relative_key' }, 'position_embedding_type must be absolute'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });

  it('texts too long, of no token, and a pooler that is not there', () => {
    const model = new AlbertModel(read(), { pooler: false }).initialize(new RandomGenerator(1));
    expect(model.forward(tokens(16)).shape).toEqual([1, 16, 8]);
    expect(() => model.forward(tokens(17))).toThrow(IndexError);
    expect(model.forward(tensor(new Int32Array(0), { shape: [2, 0] })).shape).toEqual([2, 0, 8]);
    expect(() => model.pool(model.forward(tokens(2)))).toThrow('AlbertModel was made without a pooler');
  });

  it('a padded batch is its texts alone', () => {
    const model = new AlbertModel(read()).initialize(new RandomGenerator(1));
    const lengths = [11, 3, 5, 2, 7];
    const rows = lengths.flatMap((count) => Array.from({ length: 11 }, (_, at) => (at < count ? 2 + at : 0)));
    const padded = [
      ...model.forward(tensor(rows, { shape: [5, 11], dtype: 'int32' }), { lengths }).dataSync(),
    ];
    for (const [text, count] of lengths.entries()) {
      const alone = [...model.forward(tokens(count)).dataSync()];
      const found = padded.slice(text * 11 * 8, (text * 11 + count) * 8);
      expect(found).toHaveLength(alone.length);
      for (const [at, value] of alone.entries()) expect(found[at]).toBeCloseTo(value, 5);
    }
  });
});
