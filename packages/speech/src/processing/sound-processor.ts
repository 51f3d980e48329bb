import { checkKind, ValueError } from '@heed/core';
import { fitted, samplesAt, whisperFeatures } from '../features/log-mel.ts';
import { LogMelStream } from '../features/log-mel-stream.ts';
import { standardize } from '../features/standardize.ts';
import type { Sound } from '../sound/sound.ts';
import { maskOf, type SoundInputs, stacked } from './batch.ts';
import { normalizedLogMel } from './normalized-log-mel.ts';
import {
  checkSoundProcessorConfig,
  type SoundProcessorConfig,
  type SpectrogramProcessing,
  type WaveformProcessing,
  type WhisperProcessing,
} from './sound-processor-config.ts';

/**
 * Makes what a model was trained with out of sounds: what the feature extractors of transformers do. Several channels are
 * averaged; sounds of different lengths are filled up to the longest, or to the model's window. The settings of a
 * published model are in its `preprocessor_config.json`: see {@link readSoundProcessorConfig}.
 *
 * @example
 * ```ts
 * import { SoundProcessor } from '@heed/speech';
 * const processor = new SoundProcessor({ kind: 'waveform', samplingRate: 16_000, standardize: true, mask: true });
 * const sound = { samplingRate: 16_000, channels: [Float32Array.of(0.1, 0.2, 0.3)] };
 * console.log(processor.process([sound]).features.shape); // [1, 3]
 * ```
 */
export class SoundProcessor {
  readonly config: SoundProcessorConfig;

  /** @throws {OptionError} for a config of which nothing can be made. */
  constructor(config: SoundProcessorConfig) {
    checkSoundProcessorConfig(config);
    this.config = config;
  }

  /** Samples a second that the model was trained with, in hertz. */
  get samplingRate(): number {
    return this.config.kind === 'waveform' ? this.config.samplingRate : this.config.logMel.samplingRate;
  }

  /**
   * Sounds as a model hears them.
   *
   * @throws {OptionError} for a sound at another rate: `resample` it first.
   * @throws {ValueError} for no sounds, a sound without samples, and samples that are not finite.
   */
  process(sounds: readonly Sound[]): SoundInputs {
    checkKind('SoundProcessor: sounds', sounds, 'a list');
    if (sounds.length === 0) throw new ValueError('SoundProcessor: there are no sounds');
    const all = sounds.map((sound) => samplesAt('SoundProcessor', sound, this.samplingRate));
    const { config } = this;
    if (config.kind === 'waveform') return waveforms(all, config);
    if (config.kind === 'whisper') return whisperWindows(all, config);
    if (config.kind === 'spectrogram') return spectrograms(all, config);
    return normalizedLogMel(all, config);
  }
}

function waveforms(all: readonly Float32Array[], config: WaveformProcessing): SoundInputs {
  const length = all.reduce((most, samples) => Math.max(most, samples.length), 0);
  const rows = all.map((samples) => fitted(config.standardize ? standardize(samples) : samples, length));
  const features = stacked(rows, [length]);
  return config.mask
    ? {
        features,
        mask: maskOf(
          all.map((samples) => samples.length),
          length,
        ),
      }
    : { features };
}

function whisperWindows(all: readonly Float32Array[], { logMel, seconds }: WhisperProcessing): SoundInputs {
  const length = Math.round(seconds * logMel.samplingRate);
  const rows = all.map((samples) => whisperFeatures(logMel, fitted(samples, length)));
  return { features: stacked(rows, [logMel.mel.bins, Math.floor(length / logMel.frames.hopLength)]) };
}

function spectrograms(all: readonly Float32Array[], config: SpectrogramProcessing): SoundInputs {
  const { logMel, frames, normalize: { mean, deviation } = { mean: 0, deviation: 0.5 } } = config;
  const rows = all.map((samples) => {
    const features = fitted(new LogMelStream(logMel).push(samples), frames * logMel.mel.bins);
    return features.map((value) => (value - mean) / (2 * deviation));
  });
  return { features: stacked(rows, [frames, logMel.mel.bins]) };
}
