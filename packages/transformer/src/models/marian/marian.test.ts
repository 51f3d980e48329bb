import {
  encodeSafetensors,
  FormatError,
  loadWeights,
  openSafetensors,
  RandomGenerator,
  readTensor,
  type Tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { padRows } from '../../generation/index.ts';
import { HfConfig } from '../hf-config.ts';
import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { smallBartLike } from '../testing/small-bart-like.ts';
import { Marian, marianWeightNames, readMarianConfig } from './index.ts';

for (const name of ['marian', 'marian-separate']) {
  describeSequenceParity(name, {
    ...bartLikePaths,
    create: (config) => new Marian(readMarianConfig(config)),
    weightNames: marianWeightNames,
  });
}

const read = (change: object = {}) => readMarianConfig(new HfConfig({ ...smallBartLike, ...change }));

describe('Marian', () => {
  it('an old file: tables of positions, and the embedding under all of its names', async () => {
    const golden = readModel('marian');
    const file = await openSafetensors(golden.weights);
    const shared = await readTensor(file, 'model.shared.weight');
    const positions = zeros([64, 32]);
    const entries: [string, Tensor][] = [
      ['lm_head.weight', shared],
      ...['encoder', 'decoder'].flatMap((half): [string, Tensor][] => [
        [`model.${half}.embed_tokens.weight`, shared],
        [`model.${half}.embed_positions.weight`, positions],
      ]),
    ];
    for (const key of file.entries.keys()) entries.push([key, await readTensor(file, key)]);
    const model = new Marian(readMarianConfig(new HfConfig(golden.config)));
    const report = await loadWeights(model, await encodeSafetensors(entries), marianWeightNames);
    expect(report).toMatchObject({ missing: [], extra: [] });
  });

  it('a text longer than its positions', () => {
    const model = new Marian(read()).initialize(new RandomGenerator(1));
    const count = (length: number): Tensor => padRows([Array<number>(length).fill(3)], 22);
    expect(model.forward(count(7), count(7)).shape).toEqual([1, 7, 23]);
    expect(() => model.forward(count(7), count(8))).toThrow('Marian: 8 tokens, 7 positions');
  });

  it('the bias of the logits is not trained', () => {
    const model = new Marian(read());
    expect(model.finalLogitsBias?.trainable).toBe(false);
  });
});

describe('readMarianConfig', () => {
  it('what Marian is where nothing is said', () => {
    expect(read()).toMatchObject({
      padId: 22,
      startId: 22,
      endId: 0,
      embeddingScale: 1,
      sharedEmbeddings: true,
    });
  });

  it('vocabularies of their own', () => {
    const own = {
      share_encoder_decoder_embeddings: false,
      decoder_vocab_size: 31,
      decoder_start_token_id: 30,
    };
    expect(read(own)).toMatchObject({ sourceVocabularySize: 23, vocabularySize: 31, startId: 30 });
  });

  it.each([
    [{ normalize_embedding: true }, 'normalize_embedding must be false'],
    [{ static_position_embeddings: false }, 'static_position_embeddings must be true'],
    [{ decoder_start_token_id: 30 }, 'decoder_start_token_id must be one id below 23'],
    [
      { share_encoder_decoder_embeddings: false, decoder_vocab_size: 9 },
      'pad_token_id must be one id below 9',
    ],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });
});
