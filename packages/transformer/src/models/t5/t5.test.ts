import {
  collect,
  encodeSafetensors,
  FormatError,
  loadWeights,
  openSafetensors,
  RandomGenerator,
  readTensor,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { padRows } from '../../generation/index.ts';
import { HfConfig } from '../hf-config.ts';
import { worstDifference } from '../testing/golden.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { readT5Config, T5, t5SavedNames, t5WeightNames } from './index.ts';

for (const name of ['t5', 't5-gated', 't5-separate']) {
  describeSequenceParity(name, {
    create: (config) => new T5(readT5Config(config)),
    weightNames: t5WeightNames,
    savedNames: t5SavedNames,
    stacks: { encoder: 'encoder', decoder: 'decoder' },
    layer: (index) => `block.${index}`,
    selfAttention: 'layer.0.SelfAttention',
    crossAttention: 'layer.1.EncDecAttention',
  });
}

const small = { vocab_size: 23, d_model: 8, d_kv: 3, d_ff: 12, num_layers: 3, num_heads: 2 };
const create = (change: object = {}): T5 => new T5(readT5Config(new HfConfig({ ...small, ...change })));
const array = (x: Tensor) => ({ shape: x.shape, data: Float32Array.from(x.dataSync()) });

describe('T5', () => {
  it('a row padded on the left equals the row alone: positions are relative', () => {
    const model = create().initialize(new RandomGenerator(1));
    const target = padRows([[0, 8, 9]], 0);
    const mask = tensor([0, 0, 1, 1, 1], { shape: [1, 1, 1, 5], dtype: 'bool' });
    const padded = model.forward(padRows([[0, 0, 4, 5, 1]], 0), target, mask);
    const alone = model.forward(padRows([[4, 5, 1]], 0), target);
    expect(worstDifference(padded, array(alone))).toBeLessThan(1e-5);
  });

  it('all layers have the table of the first, also one that is run alone', () => {
    const model = create().initialize(new RandomGenerator(1));
    const tables = [...model.parameters().keys()].filter((path) => path.includes('relativeAttentionBias'));
    expect(tables).toEqual(
      ['encoder', 'decoder'].map(
        (half) => `${half}.block.0.layer.0.SelfAttention.relativeAttentionBias.weight`,
      ),
    );
    const path = 'encoder.block.1';
    const source = padRows([[4, 5, 6, 1]], 0);
    using seen = collect(model, ['encoder.block.0', path], () => model.encode(source).memory);
    const [[before], [after]] = [seen.get('encoder.block.0') ?? [], seen.get(path) ?? []];
    const [, second] = model.encoder.block;
    if (before === undefined || after === undefined || second === undefined) throw new Error('nothing seen');
    expect(second.forward(before, {}).dataSync()).toEqual(after.dataSync());
  });

  it('a first file, with a table of positions between decoder and encoder', async () => {
    const golden = readModel('t5');
    const file = await openSafetensors(golden.weights);
    const name = 'decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight';
    const entries: [string, Tensor][] = [[name, zeros([8, 4])]];
    for (const key of file.entries.keys()) entries.push([key, await readTensor(file, key)]);
    const model = new T5(readT5Config(new HfConfig(golden.config)));
    const report = await loadWeights(model, await encodeSafetensors(entries), t5WeightNames);
    expect(report.extra).toEqual([]);
  });

  it('dropout: off in evaluation, repeatable in training', () => {
    const run = (seed: number, training: boolean): number[] => {
      const model = new T5(readT5Config(new HfConfig(small)), new RandomGenerator(seed));
      model.initialize(new RandomGenerator(1)).train(training);
      return [...model.forward(padRows([[4, 5, 1]], 0), padRows([[0, 8]], 0)).dataSync()];
    };
    expect(run(2, false)).toEqual(run(3, false));
    expect(run(2, true)).toEqual(run(2, true));
    expect(run(2, true)).not.toEqual(run(3, true));
  });
});

describe('readT5Config', () => {
  const both = new Set(['shared.weight', 'lm_head.weight']);
  const one = new Set(['shared.weight']);

  it.each([
    ['T5 1.0, as published', {}, undefined, true, 8 ** -0.5],
    ['T5 1.0, with both names in the file', {}, both, true, 8 ** -0.5],
    ['T5 1.1 and Flan-T5, as published', { tie_word_embeddings: false }, undefined, false, 1],
    [
      'T5 1.1, saved by transformers 5',
      { scale_decoder_outputs: false, tie_word_embeddings: true },
      both,
      false,
      1,
    ],
    [
      'T5 1.1, tied by transformers 5',
      { scale_decoder_outputs: false, tie_word_embeddings: true },
      one,
      true,
      1,
    ],
    ['mT5, as published', { model_type: 'mt5', tie_word_embeddings: false }, undefined, false, 1],
  ])('output layer of %s', (_, change, names, tied, scale) => {
    const { tied: isTied, outputScale } = readT5Config(new HfConfig({ ...small, ...change }), names);
    expect([isTied, outputScale]).toEqual([tied, scale]);
  });

  it.each([
    [{}, 'relu', false],
    [{ feed_forward_proj: 'gated-gelu' }, 'gelu_new', true],
    [{ feed_forward_proj: 'gated-silu' }, 'silu', true],
    [{ feed_forward_proj: 'gelu' }, 'gelu', false],
    [{ model_type: 'mt5' }, 'gelu_new', true],
  ])('feed-forward of %j', (change, activation, gated) => {
    expect(readT5Config(new HfConfig({ ...small, ...change }))).toMatchObject({ activation, gated });
  });

  it('what T5 is where nothing is said', () => {
    expect(readT5Config(new HfConfig(small))).toMatchObject({
      decoderLayers: 3,
      buckets: 32,
      maxDistance: 128,
      epsilon: 1e-6,
      padId: 0,
      startId: 0,
      endId: 1,
    });
  });

  it.each([
    [{ d_kv: undefined }, 'd_kv is missing'],
    [{ eos_token_id: [1, 2] }, 'eos_token_id must be one id below 23'],
    [{ decoder_start_token_id: 23 }, 'decoder_start_token_id must be one id below 23'],
    [{ num_layers: 1.5 }, 'num_layers must be a whole number'],
  ])('refuses %j', (change, message) => {
    const read = () => readT5Config(new HfConfig({ ...small, ...change }));
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
  });

  it('an activation that nobody knows', () => {
    expect(() => create({ feed_forward_proj: 'gated-nonsense' })).toThrow(
      "there is no activation 'nonsense'",
    );
  });
});
