import { checkOptions, checkWhole, OptionError, type Tensor, tensor, ValueError } from '@heed/core';
import { checkFloats, checkSound, mostSamples, type Sound } from '../sound/sound.ts';
import { toMono } from '../sound/to-mono.ts';
import { type LogMelConfig, LogMelStream } from './log-mel-stream.ts';
import { checkMelBins } from './mel-filter-bank.ts';

/** Options of {@link logMel}. */
export interface LogMelOptions {
  /** Mel bins: 80 by default, 128 for Whisper large-v3 and its children. */
  readonly bins?: number;
  /** Cuts the sound to these seconds, or adds silence up to them: 30 for a window of Whisper; the whole sound if absent. */
  readonly seconds?: number;
  /** Of the vocal tract, for training: see `randomVocalTract`; 1 by default. */
  readonly warp?: number;
}

/**
 * What Whisper hears: frames of 25 ms every 10 ms at 16 kHz, mirrored at the ends, under Hann's window.
 *
 * @param bins Mel bins: 80, or 128 for Whisper large-v3 and its children.
 * @throws {OptionError} for bins that are no whole number from 1 to 201.
 */
export function whisperLogMel(bins: number): LogMelConfig {
  const frameLength = 400;
  checkMelBins('whisperLogMel', bins, frameLength / 2 + 1);
  return {
    samplingRate: 16_000,
    frames: { frameLength, hopLength: 160, window: 'hann', periodic: true, padding: 'reflect' },
    mel: { bins, scale: 'slaney', norm: 'slaney', highest: 8000 },
    logarithm: 'decimal',
    floor: 1e-10,
  };
}

/** The one channel of a sound at the rate that features are made of; nothing is resampled unasked. */
export function samplesAt(name: string, sound: Sound, samplingRate: number): Float32Array {
  checkSound(sound);
  if (sound.samplingRate !== samplingRate) {
    const how = `resample(sound, ${samplingRate})`;
    throw new OptionError(
      `${name}: needs sound at ${samplingRate} Hz, got ${sound.samplingRate} Hz; ${how} makes it`,
    );
  }
  const [samples] = toMono(sound).channels;
  if (samples === undefined || samples.length === 0)
    throw new ValueError(`${name}: the sound has no samples`);
  return samples;
}

/**
 * The log-mel spectrogram of Whisper (Radford et al. 2022), `max(log₁₀ mel, its largest − 8) / 4 + 1`: what
 * `WhisperFeatureExtractor` of transformers gives, within 1e-5. Several channels are averaged.
 *
 * @param sound At 16 kHz: see `resample`.
 * @returns float32 [bins, frames], a frame for each 160 samples: 3000 for 30 seconds.
 * @throws {OptionError} for another rate, or an option that is unknown or out of range.
 * @throws {ValueError} for a sound without samples, or samples that are not finite.
 *
 * @example
 * ```ts
 * import { logMel } from '@heed/speech';
 * const sound = { samplingRate: 16_000, channels: [Float32Array.from({ length: 8000 }, (_, at) => Math.sin(at / 6))] };
 * console.log(logMel(sound, { seconds: 30 }).shape); // [80, 3000]
 * console.log(logMel(sound).shape); // [80, 50]
 * ```
 */
export function logMel(sound: Sound, options: LogMelOptions = {}): Tensor {
  checkOptions('logMel', options, ['bins', 'seconds', 'warp']);
  const { bins = 80, seconds, warp = 1 } = options;
  if (seconds !== undefined && !(seconds > 0 && Number.isFinite(seconds))) {
    throw new OptionError(`logMel: seconds must be above 0, got ${seconds}`);
  }
  const published = whisperLogMel(bins);
  const config = { ...published, mel: { ...published.mel, warp } };
  const samples = samplesAt('logMel', sound, config.samplingRate);
  const length = seconds === undefined ? samples.length : Math.round(seconds * config.samplingRate);
  const features = whisperFeatures(config, fitted(samples, length));
  return tensor(features, { shape: [bins, features.length / bins] });
}

/** Cut to a length, or followed by silence up to it. */
export function fitted(samples: Float32Array, length: number): Float32Array {
  checkWhole('samples of a sound', length, 0, mostSamples);
  if (samples.length === length) return samples;
  const result = new Float32Array(length);
  result.set(samples.subarray(0, length));
  return result;
}

/** [bins, frames], normalised; the last frame, whose middle is the end of the sound, is left out. */
export function whisperFeatures(config: LogMelConfig, samples: Float32Array): Float32Array {
  const stream = new LogMelStream(config);
  const [within, after] = [stream.push(samples), stream.end()];
  const { bins } = stream;
  const frames = Math.floor(samples.length / config.frames.hopLength);
  const rows = new Float32Array(frames * bins);
  rows.set(within);
  rows.set(after.subarray(0, rows.length - within.length), within.length);
  const normalized = normalizeLogMel(rows);
  const features = new Float32Array(rows.length);
  for (let frame = 0; frame < frames; frame++) {
    for (let bin = 0; bin < bins; bin++) features[bin * frames + frame] = normalized[frame * bins + bin] ?? 0;
  }
  return features;
}

/**
 * The last step of Whisper's features, for those of a {@link LogMelStream}: nothing is more than 8 below the largest,
 * then `x / 4 + 1`. It needs the largest, and so comes when all frames of a window are there.
 *
 * @example
 * ```ts
 * import { normalizeLogMel } from '@heed/speech';
 * console.log(normalizeLogMel(Float32Array.of(0, -4, -10))); // 1, 0, −1
 * ```
 */
export function normalizeLogMel(logMel: Float32Array): Float32Array {
  checkFloats('normalizeLogMel: logMel', logMel);
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < logMel.length; at++) largest = Math.max(largest, logMel[at] ?? 0);
  const features = new Float32Array(logMel.length);
  for (let at = 0; at < logMel.length; at++) features[at] = (Math.max(logMel[at] ?? 0, largest - 8) + 4) / 4;
  return features;
}
