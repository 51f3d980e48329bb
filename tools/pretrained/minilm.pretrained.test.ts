import { existsSync, readFileSync } from 'node:fs';
import { paddingMask } from '@heed/attention';
import { wasm } from '@heed/backend-wasm';
import { loadWeights, type Tensor, tensor, use } from '@heed/core';
import {
  BertModel,
  bertWeightNames,
  HfConfig,
  readBertConfig,
  SentenceEncoder,
  Tokenizer,
} from '@heed/transformer';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGolden } from '../../fixtures/read-golden.ts';

interface Texts {
  readonly sentences: readonly string[];
  readonly input_ids: readonly (readonly number[])[];
  readonly tokenizer: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

const folder = new URL('../../.cache/pretrained/minilm/', import.meta.url);
const read = (url: URL): string => readFileSync(url, 'utf8');
const texts: Texts = JSON.parse(read(new URL('../../fixtures/models/minilm/texts.json', import.meta.url)));
const golden = readGolden('models/minilm/io.safetensors');

/** Ids [batch, length], padded behind. */
function padded(rows: readonly (readonly number[])[]): Tensor {
  const length = Math.max(...rows.map((row) => row.length));
  const filled = rows.map((row) => [...row, ...new Array<number>(length - row.length).fill(0)]);
  return tensor(filled, { dtype: 'int32' });
}

/** The largest difference from a golden array, in float32 numbers of a size around 1. */
function worst(actual: Iterable<number>, name: string): number {
  const expected = golden.get(name)?.data ?? [];
  const numbers = [...actual];
  expect(numbers).toHaveLength(expected.length);
  return numbers.reduce((most, value, at) => {
    const difference = Math.abs(value - (expected[at] ?? Number.NaN));
    return Math.max(most, difference);
  }, 0);
}

// `node tools/fetch-pretrained.ts minilm` fetches the files; without them this says skipped.
describe.skipIf(!existsSync(folder))('all-MiniLM-L6-v2, the published weights', () => {
  let model: SentenceEncoder;
  beforeAll(async () => {
    use(await wasm());
    const config = readBertConfig(new HfConfig(JSON.parse(read(new URL('config.json', folder)))));
    const encoder = new BertModel(config);
    const weights = readFileSync(new URL('model.safetensors', folder));
    await loadWeights(encoder, weights, bertWeightNames(encoder));
    model = new SentenceEncoder(encoder, { normalize: true });
    return () => encoder.dispose();
  });
  const vector = (ids: readonly number[]): number[] => [...model.forward(padded([ids])).dataSync()];

  it('states of a sentence', () => {
    const states = model.encoder.forward(padded(texts.input_ids.slice(0, 1)));
    expect(worst(states.dataSync(), 'first.last_hidden_state')).toBeLessThan(1e-4);
  });

  it('vectors of sentences, alone and side by side', () => {
    expect(worst(texts.input_ids.flatMap(vector), 'embeddings')).toBeLessThan(1e-4);
    const ids = padded(texts.input_ids);
    const lengths = texts.input_ids.map((row) => row.length);
    const together = model.forward(ids, { mask: paddingMask(lengths, ids.shape[1] ?? 0) });
    expect(worst(together.dataSync(), 'embeddings')).toBeLessThan(1e-4);
  });

  it('sentences of like meaning are nearer', () => {
    // A man is eating food. Someone is having a meal. The girl plays the violin.
    const [first = [], second = [], other = []] = texts.input_ids.slice(0, 3).map(vector);
    const cosine = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    expect(cosine(first, second)).toBeGreaterThan(cosine(first, other) + 0.3);
  });

  it('its tokenizer', () => {
    const tokenizer = new Tokenizer(JSON.parse(read(new URL('tokenizer.json', folder))));
    for (const { text, ids } of texts.tokenizer) expect(tokenizer.encode(text), text).toEqual(ids);
    for (const [at, sentence] of texts.sentences.entries()) {
      expect(tokenizer.encode(sentence)).toEqual(texts.input_ids[at]);
    }
  });
});
