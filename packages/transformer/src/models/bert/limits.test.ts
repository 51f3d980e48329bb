import { FormatError, IndexError, OptionError, RandomGenerator, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { DistilBertModel, readDistilBertConfig } from '../distilbert/index.ts';
import type { EncoderModel } from '../encoder-model.ts';
import { HfConfig } from '../hf-config.ts';
import { ModernBertModel, readModernBertConfig } from '../modernbert/index.ts';
import { MPNetModel, readMPNetConfig } from '../mpnet/index.ts';
import { RobertaModel, readRobertaConfig } from '../roberta/index.ts';
import { BertModel, readBertConfig } from './index.ts';

const sizes = {
  vocab_size: 23,
  hidden_size: 8,
  intermediate_size: 10,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  pad_token_id: 1,
};
const distil = {
  vocab_size: 23,
  dim: 8,
  hidden_dim: 10,
  n_layers: 1,
  n_heads: 2,
  max_position_embeddings: 16,
};

/** Of 16 positions each; two rows of RoBERTa's and MPNet's tables serve no token. */
const models = {
  bert: new BertModel(readBertConfig(new HfConfig({ ...sizes, max_position_embeddings: 16 }))),
  roberta: new RobertaModel(readRobertaConfig(new HfConfig({ ...sizes, max_position_embeddings: 18 }))),
  mpnet: new MPNetModel(readMPNetConfig(new HfConfig({ ...sizes, max_position_embeddings: 18 }))),
  distilbert: new DistilBertModel(readDistilBertConfig(new HfConfig(distil))),
};
const modern = new ModernBertModel(readModernBertConfig(new HfConfig(sizes)));
for (const model of [...Object.values(models), modern]) model.initialize(new RandomGenerator(0));

const row = (...ids: readonly number[]): Tensor => tensor([ids], { dtype: 'int32' });
const tokens = (length: number): Tensor => row(...Array.from({ length }, (_, at) => 2 + (at % 20)));

describe.each(Object.entries(models))('%s', (_, model) => {
  it('case 11: 17 tokens, 16 positions: a named error', () => {
    expect(model.config.maximumLength).toBe(16);
    expect(model.forward(tokens(16)).shape).toEqual([1, 16, 8]);
    expect(() => model.forward(tokens(17))).toThrow(IndexError);
    expect(() => model.forward(tokens(17))).toThrow('17 tokens, 16 positions: shorten or truncate');
  });

  it('position ids choose rows, and must be in the table', () => {
    const shifted = model.forward(row(5, 6), { positionIds: row(3, 4) });
    const other = model.forward(row(5, 6), { positionIds: row(4, 3) });
    expect(shifted.dataSync()).not.toEqual(other.dataSync());
    expect(() => model.forward(row(5, 6), { positionIds: row(3, 40) })).toThrow(IndexError);
  });

  it('case 11: an id outside the vocabulary is named', () => {
    expect(() => model.forward(row(5, 23))).toThrow(IndexError);
    expect(() => model.forward(row(5, 23))).toThrow('23');
    expect(() => model.forward(row(-1, 5))).toThrow('-1');
  });

  it('shapes of nothing', () => {
    expect(model.forward(tensor(new Int32Array(0), { shape: [0, 3] })).shape).toEqual([0, 3, 8]);
    expect(model.forward(tensor(new Int32Array(0), { shape: [2, 0] })).shape).toEqual([2, 0, 8]);
  });
});

describe('options', () => {
  it('padding may exceed the positions where only real tokens count', () => {
    const padded = row(...Array.from({ length: 19 }, (_, at) => (at < 16 ? 2 + at : 1)));
    for (const model of [models.roberta, models.mpnet])
      expect(model.forward(padded).shape).toEqual([1, 19, 8]);
    expect(() => models.bert.forward(padded)).toThrow('19 tokens, 16 positions');
  });

  it('token types, where there are any', () => {
    const first = models.bert.forward(row(5, 6)).dataSync();
    expect(models.bert.forward(row(5, 6), { tokenTypeIds: row(0, 0) }).dataSync()).toEqual(first);
    expect(models.bert.forward(row(5, 6), { tokenTypeIds: row(0, 1) }).dataSync()).not.toEqual(first);
    expect(() => models.bert.forward(row(5, 6), { tokenTypeIds: row(0, 2) })).toThrow(IndexError);
    const without: EncoderModel[] = [models.mpnet, models.distilbert, modern];
    for (const model of without) {
      expect(model.config.tokenTypes).toBe(0);
      expect(() => model.forward(row(5, 6), { tokenTypeIds: row(0, 0) })).toThrow(OptionError);
    }
  });

  it('an unknown option, and a pooler that is not there', () => {
    const misspelt = { mask: undefined, attentionMask: row(1, 1) };
    for (const model of [...Object.values(models), modern]) {
      expect(() => model.forward(row(5, 6), misspelt)).toThrow('unknown option attentionMask');
    }
    const bare = new BertModel(models.bert.config, { pooler: false });
    expect(() => bare.pool(tensor([[[1, 2, 3, 4, 5, 6, 7, 8]]]))).toThrow(
      'BertModel was made without a pooler',
    );
  });

  it('dropout: off in evaluation, repeatable in training', () => {
    const run = (seed: number, training: boolean): number[] => {
      const model = new BertModel(models.bert.config, { generator: new RandomGenerator(seed) });
      return [...model.initialize(new RandomGenerator(1)).train(training).forward(tokens(5)).dataSync()];
    };
    expect(run(2, false)).toEqual(run(3, false));
    expect(run(2, true)).toEqual(run(2, true));
    expect(run(2, true)).not.toEqual(run(3, true));
  });
});

describe('configs', () => {
  it.each([
    [{ hidden_act: 'nonsense' }, "there is no activation 'nonsense'"],
    [{ num_attention_heads: 3 }, 'num_attention_heads must be a divisor of the width, 8'],
    [{ is_decoder: true }, 'is_decoder must be false'],
    [{ position_embedding_type: 'relative_key' }, 'position_embedding_type must be absolute'],
    [{ hidden_size: '8' }, 'hidden_size must be a number, found "8"'],
    [{ vocab_size: undefined }, 'vocab_size is missing'],
  ])('BERT refuses %j', (change, message) => {
    const create = () => new BertModel(readBertConfig(new HfConfig({ ...sizes, ...change })));
    expect(create).toThrow(FormatError);
    expect(create).toThrow(message);
  });

  it('constants of the families', () => {
    const { pad_token_id: _, ...bare } = sizes;
    const [bert, roberta] = [readBertConfig(new HfConfig(bare)), readRobertaConfig(new HfConfig(bare))];
    expect([bert.epsilon, bert.padId, bert.maximumLength, bert.tokenTypes]).toEqual([1e-12, 0, 512, 2]);
    expect([roberta.epsilon, roberta.padId, roberta.firstPosition]).toEqual([1e-12, 1, 2]);
    expect(bert.labels).toEqual(['LABEL_0', 'LABEL_1']);
    const named = readBertConfig(new HfConfig({ ...bare, id2label: { 1: 'no', 0: 'yes', 2: 'perhaps' } }));
    expect(named.labels).toEqual(['yes', 'no', 'perhaps']);
    expect(readBertConfig(new HfConfig({ ...bare, num_labels: 3 })).labels).toHaveLength(3);
    expect(() => readMPNetConfig(new HfConfig({ ...bare, relative_attention_num_buckets: 16 }))).toThrow(
      'relative_attention_num_buckets must be 32',
    );
  });

  it('ModernBERT: the older spelling', () => {
    const old = {
      global_attn_every_n_layers: 2,
      global_rope_theta: 5000,
      local_rope_theta: 7,
      local_attention: 10,
    };
    const config = readModernBertConfig(new HfConfig({ ...sizes, num_hidden_layers: 3, ...old }));
    expect(config.windows).toEqual([undefined, 6, undefined]);
    expect([config.rotary.base, config.localRotary.base]).toEqual([5000, 7]);
    const bare = readModernBertConfig(new HfConfig({ ...sizes, num_hidden_layers: 4 }));
    expect(bare.windows).toEqual([undefined, 65, 65, undefined]);
    expect([bare.rotary.base, bare.localRotary.base, bare.epsilon]).toEqual([160_000, 10_000, 1e-5]);
    expect(() => readModernBertConfig(new HfConfig({ ...sizes, classifier_pooling: 'max' }))).toThrow(
      'classifier_pooling must be cls or mean',
    );
  });
});
