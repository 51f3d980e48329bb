import { checkOneOf, checkOptions, OptionError, type Tensor, tensor, ValueError } from '@heed/core';
import type { Sound } from '../sound/sound.ts';
import { samplesAt } from './log-mel.ts';
import { type LogMelConfig, LogMelStream } from './log-mel-stream.ts';
import { checkMelBins, checkWarp } from './mel-filter-bank.ts';
import { type WindowName, windowNames } from './window-function.ts';

/** Options of {@link kaldiFilterBank} and {@link filterBank}. */
export interface FilterBankOptions {
  /** Mel bins; 80 by default. */
  readonly bins?: number;
  /** Samples a second; 16,000 by default. Frames have 25 ms and begin every 10 ms. */
  readonly samplingRate?: number;
  /** `povey` by default. */
  readonly window?: WindowName;
  /** What samples are multiplied with; 32768 by default, since Kaldi reads them as integers of 16 bits. */
  readonly scale?: number;
  /** Multiplies frequencies, as a shorter (> 1) or longer vocal tract does; 1 by default. */
  readonly warp?: number;
}

const known = ['bins', 'samplingRate', 'window', 'scale', 'warp'];
/** The distance of 1 to the next number of float32. */
const epsilon = 2 ** -23;

/**
 * How Kaldi and `torchaudio.compliance.kaldi.fbank` make log-mel features: no frame beyond the ends, the mean of each
 * taken out, emphasis of 0.97, triangles straight on the mel scale from 20 Hz.
 *
 * @throws {OptionError} for an option that is unknown or out of range.
 *
 * @example
 * ```ts
 * import { kaldiFilterBank, LogMelStream } from '@heed/speech';
 * const stream = new LogMelStream(kaldiFilterBank({ bins: 40 }));
 * console.log(stream.push(new Float32Array(16_000)).length / 40); // 98 frames in a second
 * ```
 */
export function kaldiFilterBank(options: FilterBankOptions = {}): LogMelConfig {
  checkOptions('kaldiFilterBank', options, known);
  const { bins = 80, samplingRate = 16_000, window = 'povey', scale = 2 ** 15, warp = 1 } = options;
  // From 100 samples a second on a step of 10 ms has one.
  if (!(samplingRate >= 100 && Number.isFinite(samplingRate))) {
    throw new OptionError(`kaldiFilterBank: samplingRate must be from 100 hertz, got ${samplingRate}`);
  }
  const frameLength = Math.floor(samplingRate * 0.025);
  const transformLength = 2 ** Math.ceil(Math.log2(frameLength));
  checkMelBins('kaldiFilterBank', bins, transformLength / 2 + 1);
  checkOneOf('kaldiFilterBank: window', window, windowNames);
  checkWarp('kaldiFilterBank', warp);
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new OptionError(`kaldiFilterBank: scale must be above 0 and finite, got ${scale}`);
  }
  return {
    samplingRate,
    frames: {
      ...{
        frameLength,
        hopLength: Math.floor(samplingRate * 0.01),
        window,
        periodic: false,
        padding: 'none',
      },
      ...{ transformLength, removeMean: true, preemphasis: 0.97 },
    },
    mel: { bins, scale: 'htk', straightIn: 'mel', lowest: 20, warp },
    logarithm: 'natural',
    floor: epsilon,
    scale,
  };
}

/**
 * Kaldi's filter bank features of a sound: {@link kaldiFilterBank}. Several channels are averaged.
 *
 * @param sound At `samplingRate`: see `resample`.
 * @returns float32 [frames, bins]
 * @throws {OptionError} for another rate, or an option that is unknown or out of range.
 * @throws {ValueError} for samples that are not finite, or fewer than a frame has.
 *
 * @example
 * ```ts
 * import { filterBank } from '@heed/speech';
 * const sound = { samplingRate: 16_000, channels: [Float32Array.from({ length: 8000 }, (_, at) => Math.sin(at / 6))] };
 * console.log(filterBank(sound).shape); // [48, 80]
 * ```
 */
export function filterBank(sound: Sound, options: FilterBankOptions = {}): Tensor {
  const config = kaldiFilterBank(options);
  const samples = samplesAt('filterBank', sound, config.samplingRate);
  if (samples.length < config.frames.frameLength) {
    throw new ValueError(
      `filterBank: a frame has ${config.frames.frameLength} samples, the sound ${samples.length}`,
    );
  }
  const rows = new LogMelStream(config).push(samples);
  return tensor(rows, { shape: [rows.length / config.mel.bins, config.mel.bins] });
}
