import { paddingMask } from '@heed/attention';
import { OptionError, RandomGenerator, ShapeError, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { BertForMaskedLM, BertModel, readBertConfig } from '../models/bert/index.ts';
import { HfConfig } from '../models/hf-config.ts';
import { RobertaModel, readRobertaConfig } from '../models/roberta/index.ts';
import { clsPooling, lastTokenPooling, meanPooling, SentenceEncoder } from './index.ts';

const sizes = new HfConfig({
  vocab_size: 31,
  hidden_size: 12,
  intermediate_size: 20,
  num_hidden_layers: 2,
  num_attention_heads: 3,
  max_position_embeddings: 24,
});
const config = readBertConfig(sizes);
const texts = [
  [2, 7, 9, 3],
  [2, 11, 5, 6, 23, 19, 4, 3],
  [2, 13, 3],
] as const;

/** Texts side by side, padded behind. */
function batchOf(rows: readonly (readonly number[])[], padding: number): [ids: Tensor, mask: Tensor] {
  const length = Math.max(...rows.map((row) => row.length));
  const padded = rows.map((row) => [...row, ...new Array<number>(length - row.length).fill(padding)]);
  const lengths = rows.map((row) => row.length);
  return [tensor(padded, { dtype: 'int32' }), paddingMask(lengths, length)];
}

describe('SentenceEncoder', () => {
  const encoders = {
    bert: new BertModel(config, { pooler: false }),
    roberta: new RobertaModel(readRobertaConfig(sizes), { pooler: false }),
  };
  for (const [name, encoder] of Object.entries(encoders)) {
    encoder.initialize(new RandomGenerator(3));
    for (const pooling of [meanPooling, clsPooling, lastTokenPooling]) {
      it(`case 12: ${name}, ${pooling.name}: a text has one vector, alone, beside longer ones, and in any order`, () => {
        const model = new SentenceEncoder(encoder, { pooling, normalize: true });
        const vectors = (order: readonly number[]): number[][] => {
          const [ids, mask] = batchOf(
            order.map((text) => [...(texts[text] ?? [])]),
            encoder.config.padId,
          );
          const data = [...model.forward(ids, { mask }).dataSync()];
          return order.map((_, row) => data.slice(12 * row, 12 * row + 12));
        };
        const [first, second, third] = vectors([0, 1, 2]);
        const cases = [
          ...vectors([0]).map((vector) => [vector, first]),
          ...vectors([1]).map((vector) => [vector, second]),
          ...vectors([2, 0]).map((vector, at) => [vector, at === 0 ? third : first]),
        ];
        for (const [vector = [], wanted = []] of cases) {
          expect(wanted).toHaveLength(12);
          for (const [at, value] of wanted.entries()) expect(vector[at]).toBeCloseTo(value, 5);
          expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-6);
        }
      });
    }
  }

  it('takes the mean and leaves lengths by default', () => {
    const [ids, mask] = batchOf([[2, 7, 3]], 0);
    const plain = new SentenceEncoder(encoders.bert).forward(ids, { mask });
    const wanted = meanPooling(encoders.bert.forward(ids, { mask }), mask);
    expect(plain.dataSync()).toEqual(wanted.dataSync());
    expect(Math.hypot(...plain.dataSync())).toBeGreaterThan(1.1);
  });

  it('refuses an encoder that gives logits, and unknown options', () => {
    // @ts-expect-error: its type says that it has a head.
    const logits = new SentenceEncoder(new BertForMaskedLM(config).initialize(new RandomGenerator(0)));
    const [ids] = batchOf([[2, 7, 3]], 0);
    expect(() => logits.forward(ids)).toThrow(ShapeError);
    expect(() => logits.forward(ids)).toThrow(
      'needs states [batch, length, 12], the encoder gave [1, 3, 31]',
    );
    const misspelt = { normalize: true, normalise: true };
    expect(() => new SentenceEncoder(encoders.bert, misspelt)).toThrow(OptionError);
  });
});
