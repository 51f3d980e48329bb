import { readFileSync } from 'node:fs';
import { FormatError, OptionError, ValueError } from '@heed/core';
import { filesOf, HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { whisperLogMel } from '../features/log-mel.ts';
import { loadSoundProcessor } from '../pretrained/load-sound-processor.ts';
import { readSoundProcessorConfig } from './read-sound-processor-config.ts';
import { SoundProcessor } from './sound-processor.ts';
import type { SoundProcessorConfig } from './sound-processor-config.ts';

const folder = new URL('../../../../fixtures/speech/features/', import.meta.url);
const golden = readGolden('speech/features/features.safetensors');
const settings: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('processors.json', folder), 'utf8'),
);
const soundOf = (name: string) => ({
  samplingRate: 16_000,
  channels: [Float32Array.from(golden.get(name)?.data ?? [])],
});
const three = ['sound', 'short', 'quiet'].map(soundOf);
const processorOf = (name: string) =>
  new SoundProcessor(readSoundProcessorConfig(new HfConfig(settings[name], 'preprocessor_config.json')));

describe('what the feature extractors of transformers give', () => {
  it.each([
    ['whisper', 'input_features', 3],
    ['whisper-128', 'input_features', 1],
    ['wav2vec2', 'input_values', 3],
    ['wav2vec2-plain', 'input_values', 3],
    ['ast', 'input_values', 3],
    ['ast-cut', 'input_values', 1],
    ['parakeet', 'input_features', 3],
  ])('%s', (name, key, sounds) => {
    const expected = golden.get(`${name}.${key}`);
    const { features, mask } = processorOf(name).process(three.slice(0, sounds));
    expect(features.shape).toEqual(expected?.shape);
    const data = features.dataSync();
    let worst = 0;
    for (const [at, value] of (expected?.data ?? []).entries()) {
      worst = Math.max(worst, Math.abs(value - (data[at] ?? Number.NaN)));
    }
    expect(worst).toBeLessThan(1e-4);
    const expectedMask = golden.get(`${name}.attention_mask`);
    expect(mask === undefined ? undefined : [...mask.dataSync()].map(Number)).toEqual(
      expectedMask === undefined ? undefined : [...expectedMask.data],
    );
  });

  it.each(['whisper', 'wav2vec2', 'ast', 'parakeet'])(
    '%s: a sound among others is as it is alone',
    (name) => {
      const processor = processorOf(name);
      const [, short = soundOf('short')] = three;
      const alone = processor.process([short]).features;
      const among = processor.process(three).features;
      const row = among.dataSync().slice(among.size / 3, (2 * among.size) / 3);
      const [, second = 0] = alone.shape;
      const whole = name === 'whisper' || name === 'ast';
      const kept = whole ? alone.size : (second - (name === 'parakeet' ? 1 : 0)) * (alone.size / second);
      expect(row.slice(0, kept)).toEqual(alone.dataSync().slice(0, kept));
    },
  );
});

const waveform = { kind: 'waveform', samplingRate: 16_000, standardize: true, mask: true };
const whisper = { kind: 'whisper', logMel: whisperLogMel(7), seconds: 30 };
const spectrogram = { kind: 'spectrogram', logMel: whisperLogMel(7), frames: 11 };

describe('what is refused', () => {
  it('another rate, no sound, no samples', () => {
    const processor = processorOf('wav2vec2');
    const sound = { samplingRate: 8000, channels: [new Float32Array(800)] };
    expect(() => processor.process([sound])).toThrow(OptionError);
    expect(() => processor.process([sound])).toThrow(
      'needs sound at 16000 Hz, got 8000 Hz; resample(sound, 16000)',
    );
    expect(() => processor.process([])).toThrow(ValueError);
    expect(() =>
      processor.process([{ ...sound, samplingRate: 16_000, channels: [new Float32Array(0)] }]),
    ).toThrow('has no samples');
  });

  it.each([
    ['kind must be waveform, whisper, spectrogram or normalized, got wave', { kind: 'wave' }],
    ['samplingRate must be above 0 and finite, got 0', { ...waveform, samplingRate: 0 }],
    ['seconds must be above 0 and finite, got -30', { ...whisper, seconds: -30 }],
    ['samples of the window must be a whole number from 160, got 16', { ...whisper, seconds: 0.001 }],
    ['frames must be a whole number from 1, got 1.5', { ...spectrogram, frames: 1.5 }],
    [
      'normalize.deviation must be above 0 and finite, got 0',
      { ...spectrogram, normalize: { mean: 0, deviation: 0 } },
    ],
  ])('SoundProcessor: %s', (message, config) => {
    const given: SoundProcessorConfig = JSON.parse(JSON.stringify(config));
    expect(() => new SoundProcessor(given)).toThrow(OptionError);
    expect(() => new SoundProcessor(given)).toThrow(`SoundProcessor: ${message}`);
  });

  it('settings that are unknown or cannot be', () => {
    const read = (fields: object) => () =>
      readSoundProcessorConfig(new HfConfig(fields, 'preprocessor_config.json'));
    expect(read({ feature_extractor_type: 'ClapFeatureExtractor' })).toThrow(
      'must be one of WhisperFeatureExtractor',
    );
    expect(read({})).toThrow('feature_extractor_type is missing');
    expect(read({ feature_extractor_type: 'WhisperFeatureExtractor', dither: 0.1 })).toThrow(
      'dither must be 0',
    );
    expect(read({ feature_extractor_type: 'WhisperFeatureExtractor', n_fft: '400' })).toThrow(
      'n_fft must be a number',
    );
    expect(read({ feature_extractor_type: 'ASTFeatureExtractor', std: 0 })).toThrow('std must be above 0');
  });

  it('files without settings', async () => {
    const loading = Reflect.apply(loadSoundProcessor, undefined, ['openai/whisper-tiny']);
    await expect(loading).rejects.toThrow(
      'takes files, as filesOf and the files of fromPretrained are, got "openai',
    );
    const files = filesOf({ 'config.json': new Blob(['{}']) });
    await expect(loadSoundProcessor(files)).rejects.toThrow(FormatError);
    const broken = filesOf({ 'preprocessor_config.json': new Blob(['{"feature_size": 80,']) });
    await expect(loadSoundProcessor(broken)).rejects.toThrow(FormatError);
  });
});

it('the part for sound of processor_config.json', async () => {
  const text = JSON.stringify({
    processor_class: 'WhisperProcessor',
    feature_extractor: settings['whisper'],
  });
  const processor = await loadSoundProcessor(filesOf({ 'processor_config.json': new Blob([text]) }));
  expect(processor.config.kind).toBe('whisper');
});
