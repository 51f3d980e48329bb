import {
  collect,
  encodeSafetensors,
  FormatError,
  IndexError,
  loadWeights,
  openSafetensors,
  RandomGenerator,
  readTensor,
  type Tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { generateAll, padRows } from '../../generation/index.ts';
import { HfConfig } from '../hf-config.ts';
import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { smallBartLike } from '../testing/small-bart-like.ts';
import { Bart, bartWeightNames, readBartConfig } from './index.ts';

for (const name of ['bart', 'bart-forced']) {
  describeSequenceParity(name, {
    ...bartLikePaths,
    create: (config) => new Bart(readBartConfig(config)),
    weightNames: bartWeightNames,
  });
}

const small = { ...smallBartLike, encoder_layers: 3 };
const read = (change: object = {}) => readBartConfig(new HfConfig({ ...small, ...change }));
const create = (change: object = {}, generator = new RandomGenerator(0)): Bart =>
  new Bart(read(change), generator).initialize(new RandomGenerator(1));
const count = (length: number): Tensor => padRows([Array.from({ length }, (_, at) => 3 + at)], 1);

describe('Bart', () => {
  it('a file without an output layer: no first part of the names, no bias, version numbers of fairseq', async () => {
    const golden = readModel('bart');
    const file = await openSafetensors(golden.weights);
    const entries: [string, Tensor][] = [
      ['encoder.version', zeros([1])],
      ['decoder.version', zeros([1])],
    ];
    for (const key of file.entries.keys()) {
      if (key.startsWith('model.')) entries.push([key.replace('model.', ''), await readTensor(file, key)]);
    }
    const config = new HfConfig(golden.config);
    const names = new Map(entries);
    const [plain, old] = [new Bart(readBartConfig(config)), new Bart(readBartConfig(config, names))];
    await loadWeights(plain, golden.weights, bartWeightNames);
    const report = await loadWeights(old, await encodeSafetensors(entries), bartWeightNames);
    expect(report).toMatchObject({ missing: [], extra: [] });
    // The golden bias is zeros.
    expect(old.forward(count(5), count(4)).dataSync()).toEqual(plain.forward(count(5), count(4)).dataSync());
  });

  it('a text longer than the tables of positions', () => {
    const model = create();
    expect(model.forward(count(7), count(7)).shape).toEqual([1, 7, 23]);
    expect(() => model.forward(count(8), count(7))).toThrow(IndexError);
    expect(() => model.forward(count(8), count(7))).toThrow('8 tokens, 7 positions: shorten or truncate');
    using cache = model.createCache();
    const encoded = model.encode(count(3));
    model.decode(count(6), encoded, cache);
    model.decode(count(1), encoded, cache);
    expect(() => model.decode(count(1), encoded, cache)).toThrow('1 tokens after 7, 7 positions');
  });

  it('a generation ends where the positions do', async () => {
    const [text] = await generateAll(create(), [[4, 5, 2]], { maximumNewTokens: 50, suppressedIds: [2] });
    expect(text?.ids.length).toBe(7);
  });

  it('dropout: off in evaluation, repeatable in training', () => {
    const run = (seed: number, training: boolean): number[] => {
      const model = create({ attention_dropout: 0.2, activation_dropout: 0.3 }, new RandomGenerator(seed));
      return [...model.train(training).forward(count(5), count(3)).dataSync()];
    };
    expect(run(2, false)).toEqual(run(3, false));
    expect(run(2, true)).toEqual(run(2, true));
    expect(run(2, true)).not.toEqual(run(3, true));
  });

  it('layer dropout leaves layers out in training, and in training alone', () => {
    const model = create({ dropout: 0, encoder_layerdrop: 1 });
    const same = (): boolean => {
      using seen = collect(model, ['model.encoder.input'], () => model.model.encoder.forward(count(5)));
      const [input] = seen.get('model.encoder.input') ?? [];
      return String(input?.dataSync()) === String(seen.result.dataSync());
    };
    expect(same()).toBe(false);
    model.train();
    expect(same()).toBe(true);
  });

  it('a batch of none', () => {
    expect(create().forward(padRows([], 1), padRows([], 1)).shape).toEqual([0, 0, 23]);
  });
});

describe('readBartConfig', () => {
  it('what BART is where nothing is said', () => {
    expect(read()).toMatchObject({
      activation: 'gelu',
      embeddingScale: 1,
      padId: 1,
      startId: 2,
      endId: 2,
      tied: true,
      forcedFirstId: undefined,
    });
  });

  it('takes the switches of old files that say what BART is', () => {
    const old = { normalize_before: false, normalize_embedding: true, add_final_layer_norm: false };
    expect(read({ ...old, forced_bos_token_id: 0 })).toMatchObject({ forcedFirstId: 0 });
  });

  it.each([
    [{ normalize_before: true }, 'normalize_before must be false'],
    [{ normalize_embedding: false }, 'normalize_embedding must be true'],
    [{ static_position_embeddings: true }, 'static_position_embeddings must be false'],
    [{ decoder_attention_heads: 4 }, 'decoder_attention_heads must be a divisor of the width, 6'],
    [{ pad_token_id: 23 }, 'pad_token_id must be one id below 23'],
    [{ encoder_layers: undefined }, 'encoder_layers is missing'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });
});
