import { existsSync, readFileSync } from 'node:fs';
import { paddingMask } from '@heed/attention';
import { loadWeights, type Tensor, tensor } from '@heed/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { BertModel, bertWeightNames, readBertConfig } from '../models/bert/index.ts';
import { HfConfig } from '../models/hf-config.ts';
import { goldenArray, worstDifference } from '../models/testing/golden.ts';
import { Tokenizer } from '../tokenizer/index.ts';
import { SentenceEncoder } from './index.ts';

interface Texts {
  readonly sentences: readonly string[];
  readonly input_ids: readonly (readonly number[])[];
  readonly tokenizer: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

const files = new URL('../../../../.cache/pretrained/minilm/', import.meta.url);
const texts: Texts = JSON.parse(
  readFileSync(new URL('../../../../fixtures/models/minilm/texts.json', import.meta.url), 'utf8'),
);
const golden = readGolden('models/minilm/io.safetensors');
const width = 384;

/** Ids [batch, length], padded behind. */
function padded(rows: readonly (readonly number[])[]): Tensor {
  const length = Math.max(...rows.map((row) => row.length));
  const filled = rows.map((row) => [...row, ...new Array<number>(length - row.length).fill(0)]);
  return tensor(filled, { dtype: 'int32' });
}

// `node tools/fetch-pretrained.ts minilm` fetches the files; without them this is skipped.
describe.skipIf(!existsSync(files))('all-MiniLM-L6-v2, the published weights', () => {
  const read = (name: string): Buffer => readFileSync(new URL(name, files));
  let model: SentenceEncoder;
  beforeAll(async () => {
    const config = readBertConfig(new HfConfig(JSON.parse(read('config.json').toString())));
    const encoder = new BertModel(config);
    await loadWeights(encoder, read('model.safetensors'), bertWeightNames(encoder));
    model = new SentenceEncoder(encoder, { normalize: true });
    return () => encoder.dispose();
  });

  it('states of a sentence', () => {
    const ids = padded(texts.input_ids.slice(0, 1));
    const expected = goldenArray(
      { config: undefined, weights: new Uint8Array(), io: golden },
      'first.last_hidden_state',
    );
    expect(worstDifference(model.encoder.forward(ids), expected)).toBeLessThan(1e-4);
  });

  it('vectors of sentences, alone and side by side', () => {
    const expected = golden.get('embeddings')?.data ?? [];
    expect(expected).toHaveLength(texts.sentences.length * width);
    const alone = texts.input_ids.map((ids) => [...model.forward(padded([ids])).dataSync()]);
    for (const [at, value] of alone.flat().entries()) {
      expect(Math.abs(value - (expected[at] ?? Number.NaN))).toBeLessThan(1e-4);
    }
    const first = 2;
    const some = texts.input_ids.slice(first, 6);
    const ids = padded(some);
    const mask = paddingMask(
      some.map((row) => row.length),
      ids.shape[1] ?? 0,
    );
    for (const [at, value] of model.forward(ids, { mask }).dataSync().entries()) {
      expect(Math.abs(value - (expected[first * width + at] ?? Number.NaN))).toBeLessThan(1e-4);
    }
  });

  it('sentences of like meaning are nearer', () => {
    const [first = [], second = [], other = []] = texts.input_ids
      .slice(0, 3)
      .map((ids) => [...model.forward(padded([ids])).dataSync()]);
    const cosine = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    // A man is eating food. Someone is having a meal. The girl plays the violin.
    expect(cosine(first, second)).toBeGreaterThan(cosine(first, other) + 0.3);
  });

  it('its tokenizer', () => {
    const tokenizer = new Tokenizer(JSON.parse(read('tokenizer.json').toString()));
    for (const { text, ids } of texts.tokenizer) expect(tokenizer.encode(text), text).toEqual(ids);
    for (const [at, sentence] of texts.sentences.slice(0, 7).entries()) {
      expect(tokenizer.encode(sentence)).toEqual(texts.input_ids[at]);
    }
  });
});
