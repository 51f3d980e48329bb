import { checkConfig, checkOneOf, checkWhole, OptionError } from '@heed/core';
import { type LogMelConfig, LogMelStream } from '../features/log-mel-stream.ts';

/** What is done to sound before a model hears it, of the four kinds that published models want. */
export type SoundProcessorConfig =
  | WaveformProcessing
  | WhisperProcessing
  | SpectrogramProcessing
  | NormalizedProcessing;

/** wav2vec 2.0, HuBERT, WavLM, Moonshine: the samples themselves. */
export interface WaveformProcessing {
  readonly kind: 'waveform';
  readonly samplingRate: number;
  /** Whether each sound is brought to a mean of 0 and a variance of 1. */
  readonly standardize: boolean;
  /** Whether the model was trained with a mask; without, shorter sounds are followed by zeros and it is not told. */
  readonly mask: boolean;
}

/** Whisper: log-mel features of a window of fixed length. */
export interface WhisperProcessing {
  readonly kind: 'whisper';
  readonly logMel: LogMelConfig;
  /** Seconds of the window; what is longer is cut, what is shorter followed by silence. */
  readonly seconds: number;
}

/** Audio Spectrogram Transformer: Kaldi's filter banks, a fixed number of frames, as one picture. */
export interface SpectrogramProcessing {
  readonly kind: 'spectrogram';
  readonly logMel: LogMelConfig;
  readonly frames: number;
  /** Features become (x − mean) / (2 · deviation); left as they are if absent. */
  readonly normalize?: { readonly mean: number; readonly deviation: number };
}

/** Parakeet: log-mel features, each bin with a mean of 0 and a variance of 1 over the sound. */
export interface NormalizedProcessing {
  readonly kind: 'normalized';
  readonly logMel: LogMelConfig;
  /** What part of the sample before is taken from each sample of the sound. */
  readonly preemphasis: number;
}

const kinds: readonly SoundProcessorConfig['kind'][] = ['waveform', 'whisper', 'spectrogram', 'normalized'];

/** Refuses a config of which nothing can be made, by the name of what is wrong. */
export function checkSoundProcessorConfig(config: SoundProcessorConfig): void {
  checkConfig('SoundProcessor', config);
  checkOneOf('SoundProcessor: kind', config.kind, kinds);
  if (config.kind === 'waveform') {
    checkPositive('samplingRate', config.samplingRate);
    return;
  }
  // Refuses what it cannot make features of.
  new LogMelStream(config.logMel);
  if (config.kind === 'whisper') {
    const { hopLength } = config.logMel.frames;
    checkPositive('seconds', config.seconds);
    checkWhole(
      'SoundProcessor: samples of the window',
      Math.round(config.seconds * config.logMel.samplingRate),
      hopLength,
    );
  }
  if (config.kind === 'spectrogram') {
    checkWhole('SoundProcessor: frames', config.frames);
    if (config.normalize !== undefined) checkPositive('normalize.deviation', config.normalize.deviation);
  }
  if (config.kind === 'normalized' && !Number.isFinite(config.preemphasis)) {
    throw new OptionError(`SoundProcessor: preemphasis must be finite, got ${config.preemphasis}`);
  }
}

function checkPositive(name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new OptionError(`SoundProcessor: ${name} must be above 0 and finite, got ${value}`);
}
