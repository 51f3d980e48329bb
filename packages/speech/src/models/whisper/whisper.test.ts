import {
  concat,
  FormatError,
  IndexError,
  RandomGenerator,
  ShapeError,
  slice,
  type Tensor,
  tensor,
} from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import { expectGradients, goldenOf, inputOf, loadSpeechModel, worst } from '../testing/sound-parity.ts';
import { describeWritingParity } from '../testing/writing-parity.ts';
import { readWhisperConfig, Whisper, WhisperForAudioClassification } from './index.ts';

for (const name of ['whisper/equal-heads', 'whisper/distil']) {
  describeWritingParity(name, Whisper, { source: 'input_features', promptLength: 3 });
}

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
      encoder: { layers: 4, heads: 6, innerWidth: 1536, layerDropout: 0 },
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
