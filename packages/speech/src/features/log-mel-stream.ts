import { checkConfig, checkOneOf, OptionError } from '@heed/core';
import { type FrameOptions, FrameSpectrum } from './frame-spectrum.ts';
import { FrameStream } from './frame-stream.ts';
import { type MelFilterBankOptions, melFilterBank } from './mel-filter-bank.ts';

/** How log-mel features are made of sound: {@link whisperLogMel} and {@link kaldiFilterBank} are two ways. */
export interface LogMelConfig {
  readonly samplingRate: number;
  readonly frames: FrameOptions;
  readonly mel: Omit<MelFilterBankOptions, 'samplingRate' | 'frequencies'>;
  readonly logarithm: 'natural' | 'decimal';
  /** The least value of which a logarithm is taken, or what is added to each. */
  readonly floor: number;
  /** Whether the floor is the least value, by default, or is added. */
  readonly floorIs?: 'least' | 'added';
  /** What samples are multiplied with; Kaldi takes them as 16-bit integers, so by 32768. */
  readonly scale?: number;
}

/** Filters without the zeros at their ends: filter f is `weights` from `ends[f − 1]` to `ends[f]`, from frequency `starts[f]` on. */
interface Filters {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Log-mel features of sound that comes in pieces: {@link push} gives those that are whole now, {@link end} the rest. All
 * together are the features of the whole sound, bit for bit, however it was cut.
 *
 * @example
 * ```ts
 * import { LogMelStream, whisperLogMel } from '@heed/speech';
 * const stream = new LogMelStream(whisperLogMel(80));
 * const first = stream.push(new Float32Array(1600)); // 9 frames of 80 numbers: the 10th needs 40 samples more
 * const rest = stream.end(); // 2 frames
 * console.log(first.length / 80, rest.length / 80);
 * ```
 */
export class LogMelStream {
  readonly config: LogMelConfig;
  /** Numbers of a frame. */
  readonly bins: number;
  readonly #spectrum: FrameSpectrum;
  readonly #filters: Filters;
  readonly #frames: FrameStream;
  readonly #power: Float64Array;

  /** @throws {OptionError} for a config of which no features can be made. */
  constructor(config: LogMelConfig) {
    checkConfig('LogMelConfig', config);
    const { frames, mel, samplingRate, scale = 1, floor } = config;
    checkOneOf('LogMelConfig: logarithm', config.logarithm, ['natural', 'decimal']);
    checkOneOf('LogMelConfig: floorIs', config.floorIs ?? 'least', ['least', 'added']);
    for (const [name, value] of Object.entries({ samplingRate, floor, scale })) {
      if (!(value > 0 && Number.isFinite(value))) {
        throw new OptionError(`LogMelConfig: ${name} must be above 0 and finite, got ${value}`);
      }
    }
    this.config = config;
    this.bins = mel.bins;
    this.#spectrum = new FrameSpectrum(frames);
    const frequencies = this.#spectrum.transform.bins;
    this.#filters = withoutZeros(melFilterBank({ ...mel, samplingRate, frequencies }), scale ** 2);
    this.#power = new Float64Array(frequencies);
    this.#frames = new FrameStream(this.#spectrum.layout);
  }

  /**
   * The frames that are whole with these samples, one after the other, `bins` numbers each.
   *
   * @throws {ValueError} for a sample that is not finite.
   */
  push(samples: Float32Array): Float32Array {
    return this.#collect((take) => this.#frames.push(samples, take));
  }

  /** The frames that reach beyond the last sample. */
  end(): Float32Array {
    return this.#collect((take) => this.#frames.end(take));
  }

  #collect(cut: (take: (samples: Float32Array, start: number) => void) => void): Float32Array {
    const { bins } = this;
    let rows = new Float32Array(64 * bins);
    let count = 0;
    cut((samples, start) => {
      if (rows.length === count * bins) {
        const larger = new Float32Array(2 * rows.length);
        larger.set(rows);
        rows = larger;
      }
      this.#writeRow(samples, start, rows, count * bins);
      count++;
    });
    return rows.slice(0, count * bins);
  }

  /** Writes the features of the frame from `start` on to `rows`, from `first` on. */
  #writeRow(samples: Float32Array, start: number, rows: Float32Array, first: number): void {
    const { logarithm, floor, floorIs = 'least' } = this.config;
    this.#hear(samples, start);
    const { starts, ends, weights } = this.#filters;
    const power = this.#power;
    let at = 0;
    for (let bin = 0; bin < starts.length; bin++) {
      let sum = 0;
      const end = ends[bin] ?? 0;
      for (let k = starts[bin] ?? 0; at < end; at++, k++) sum += (weights[at] ?? 0) * (power[k] ?? 0);
      const heard = floorIs === 'added' ? sum + floor : Math.max(sum, floor);
      rows[first + bin] = logarithm === 'decimal' ? Math.log10(heard) : Math.log(heard);
    }
  }

  /** Leaves the power of each frequency. */
  #hear(samples: Float32Array, start: number): void {
    const power = this.#power;
    if (!this.#spectrum.run(samples, start)) {
      power.fill(0);
      return;
    }
    const { real, imaginary } = this.#spectrum.transform;
    for (let k = 0; k < power.length; k++) {
      const x = real[k] ?? 0;
      const y = imaginary[k] ?? 0;
      power[k] = x * x + y * y;
    }
  }
}

function withoutZeros(rows: readonly Float64Array[], scale: number): Filters {
  const starts = new Int32Array(rows.length);
  const ends = new Int32Array(rows.length);
  const weights: number[] = [];
  for (const [bin, row] of rows.entries()) {
    const start = row.findIndex((weight) => weight !== 0);
    starts[bin] = Math.max(0, start);
    for (const weight of start < 0 ? [] : row.slice(start, row.findLastIndex((value) => value !== 0) + 1))
      weights.push(weight * scale);
    ends[bin] = weights.length;
  }
  return { starts, ends, weights: Float64Array.from(weights) };
}
