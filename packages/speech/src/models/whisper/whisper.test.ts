import {
  concat,
  FormatError,
  IndexError,
  Module,
  RandomGenerator,
  ShapeError,
  slice,
  type Tensor,
  tensor,
} from '@heed/core';
import {
  type DecoderCache,
  type EncodedSource,
  generateBeams,
  HfConfig,
  padRows,
  type SequenceConfig,
  type SequenceToSequence,
} from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import { expectGradients, goldenOf, inputOf, loadSpeechModel, worst } from '../testing/sound-parity.ts';
import { describeWritingParity } from '../testing/writing-parity.ts';
import { readWhisperConfig, Whisper, WhisperForAudioClassification } from './index.ts';

for (const name of ['whisper/equal-heads', 'whisper/distil']) {
  describeWritingParity(name, Whisper, { source: 'input_features', promptLength: 3 });
}

/** A Whisper at one sound, whose start token is a whole prompt: what searches that take ids of a source need. */
class AtOneSound extends Module implements SequenceToSequence<EncodedSource, DecoderCache> {
  readonly model: Whisper;
  readonly config: SequenceConfig;
  readonly #features: Tensor;
  readonly #prompt: readonly number[];

  constructor(model: Whisper, features: Tensor, prompt: readonly number[]) {
    super();
    this.model = model;
    this.#features = features;
    this.#prompt = prompt.slice(0, -1);
    this.config = { ...model.config, startId: prompt.at(-1) ?? 0, maximumLength: 20 };
  }

  override forward(_: Tensor, target: Tensor): Tensor {
    return this.decode(target, this.encode());
  }

  encode(): EncodedSource {
    return this.model.encode(this.#features);
  }

  selectRows(encoded: EncodedSource, rows: Tensor): EncodedSource {
    return this.model.selectRows(encoded, rows);
  }

  decode(target: Tensor, encoded: EncodedSource, cache?: DecoderCache, lastPositions?: number): Tensor {
    if (cache !== undefined && cache.length > 0)
      return this.model.decode(target, encoded, cache, lastPositions);
    const [rows = 0] = target.shape;
    const before = padRows(Array<readonly number[]>(rows).fill(this.#prompt), 0);
    return this.model.decode(concat([before, target], { axis: 1 }), encoded, cache, lastPositions);
  }

  createCache(): DecoderCache {
    return this.model.createCache();
  }
}

it('beams behind a prompt are those of transformers', async () => {
  const golden = goldenOf('whisper/distil');
  const model = await loadSpeechModel('whisper/distil', Whisper);
  const { data, shape } = need(golden, 'generate.beams');
  const [count = 0, length = 0] = shape;
  const wanted = Array.from({ length: count }, (_, row) => [...data.slice(row * length, (row + 1) * length)]);
  const prompt = wanted[0]?.slice(0, 3) ?? [];
  const features = slice(inputOf(golden, 'input_features'), { axis: 0, end: 1 });
  const [found = []] = await generateBeams(new AtOneSound(model, features, prompt), [[1]], {
    ...{ beams: 3, returned: 2, earlyStopping: true, maximumNewTokens: length - 3 },
  });
  expect(found.map(({ ids }) => [...prompt, ...ids])).toEqual(wanted);
  for (const [at, { score }] of found.entries()) {
    expect(score).toBeCloseTo(need(golden, 'generate.beam_scores').data[at] ?? 0, 4);
  }
  model.dispose();
});

it('WhisperForAudioClassification: logits and gradients as in PyTorch', async () => {
  const golden = goldenOf('whisper/classifier');
  const model = await loadSpeechModel('whisper/classifier', WhisperForAudioClassification);
  const features = inputOf(golden, 'input_features');
  expect(worst(model.forward(features), need(golden, 'output.logits'))).toBeLessThan(1e-4);
  expectGradients(model, golden, () => model.forward(features));
  expect(model.config.labels).toHaveLength(4);
  model.dispose();
});

const small = {
  ...{ vocab_size: 23, d_model: 6, num_mel_bins: 5, max_source_positions: 7, max_target_positions: 4 },
  ...{ encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 10 },
  ...{ decoder_layers: 3, decoder_attention_heads: 3, decoder_ffn_dim: 14 },
  ...{ pad_token_id: 2, eos_token_id: 2, decoder_start_token_id: 3 },
};
const read = (change: object = {}) => readWhisperConfig(new HfConfig({ ...small, ...change }));
const create = (change: object = {}): Whisper => new Whisper(read(change)).initialize(new RandomGenerator(1));
const count = (length: number): Tensor =>
  tensor([Array.from({ length }, (_, at) => 3 + at)], { dtype: 'int32' });
const heard = (bins: number, frames: number): Tensor => new RandomGenerator(2).normal([1, bins, frames]);

describe('Whisper', () => {
  it('fresh, its sinusoids are those of published files, and stay', async () => {
    const published = await loadSpeechModel('whisper/distil', Whisper);
    const fresh = new Whisper(published.config).initialize(new RandomGenerator(0));
    const table = (model: Whisper): Tensor => model.model.encoder.embedPositions.weight.value;
    const { shape } = table(published);
    const expected = { shape, data: Float32Array.from(table(published).dataSync()) };
    expect(worst(table(fresh), expected)).toBeLessThan(1e-6);
    expect(
      [...fresh.trainableValues().keys()].filter((path) => /encoder\.embedPositions/.test(path)),
    ).toEqual([]);
  });

  it('a shorter window, and one that is too long', () => {
    const model = create();
    expect(model.forward(heard(5, 9), count(3)).shape).toEqual([1, 3, 23]);
    expect(() => model.forward(heard(5, 15), count(3))).toThrow(IndexError);
    expect(() => model.forward(heard(5, 14), count(5))).toThrow(IndexError);
  });

  it('features of other bins', () => {
    expect(() => create().forward(heard(4, 14), count(3))).toThrow(ShapeError);
    expect(() => create().forward(heard(4, 14), count(3))).toThrow('[batch, 5, frames], got [1, 4, 14]');
  });

  it('a masked frame of the encoder changes nothing', () => {
    const model = create();
    const mask = tensor(Uint8Array.of(1, 1, 1, 1, 0, 0, 0), { shape: [1, 1, 1, 7], dtype: 'bool' });
    const half = heard(5, 14);
    // Frames 10 to 13 of the features reach the last three of the encoder alone.
    const other = concat([slice(half, { axis: 2, end: 10 }), heard(5, 4)], { axis: 2 });
    const [a, b] = [half, other].map((x) => [...model.forward(x, count(3), mask).dataSync()]);
    expect(a).toEqual(b);
    expect([...model.forward(other, count(3)).dataSync()]).not.toEqual(b);
  });

  it('layer dropout leaves layers out in training alone', () => {
    const model = create({ encoder_layerdrop: 1 });
    const states = (): number => model.model.encoder.states(heard(5, 14)).length;
    const difference = (): boolean => {
      const [first, second] = model.model.encoder.states(heard(5, 14));
      return String(first?.dataSync()) !== String(second?.dataSync());
    };
    expect(states()).toBe(3);
    expect(difference()).toBe(true);
    model.train();
    expect(difference()).toBe(false);
  });
});

describe('readWhisperConfig', () => {
  it('what Whisper is where nothing is said: tiny', () => {
    expect(readWhisperConfig(new HfConfig({ model_type: 'whisper' }))).toMatchObject({
      ...{ vocabularySize: 51_865, melBins: 80, sourcePositions: 1500, maximumLength: 448, width: 384 },
      ...{ decoderLayers: 4, padId: 50_256, startId: 50_257, endId: 50_256, tied: true, keyBias: false },
      encoder: { layers: 4, heads: 6, feedForwardWidth: 1536, layerDropout: 0 },
    });
  });

  it('large-v3 and a distilled one', () => {
    const large = {
      d_model: 1280,
      num_mel_bins: 128,
      vocab_size: 51_866,
      encoder_layers: 32,
      decoder_layers: 2,
    };
    const heads = { encoder_attention_heads: 20, decoder_attention_heads: 20, encoder_ffn_dim: 5120 };
    const old = { torch_dtype: 'float16', forced_decoder_ids: [[1, 50_259]], num_hidden_layers: 32 };
    expect(readWhisperConfig(new HfConfig({ ...large, ...heads, ...old }))).toMatchObject({
      ...{ melBins: 128, decoderLayers: 2, encoder: { layers: 32, heads: 20 }, decoder: { layers: 2 } },
    });
  });

  it.each([
    [{ encoder_attention_heads: 4 }, 'encoder_attention_heads must be a divisor of the width, 6'],
    [{ eos_token_id: 23 }, 'eos_token_id must be one id below 23'],
    [{ num_mel_bins: 0 }, 'num_mel_bins must be a whole number from 1'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });
});
