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

/** A filter without the zeros at its ends. */
interface Filter {
  readonly start: number;
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
  readonly #filters: readonly Filter[];
  readonly #frames: FrameStream;
  readonly #power: Float64Array;

  constructor(config: LogMelConfig) {
    const { frames, mel, samplingRate, scale = 1 } = config;
    this.config = config;
    this.bins = mel.bins;
    this.#spectrum = new FrameSpectrum(frames);
    const frequencies = this.#spectrum.transform.bins;
    this.#filters = melFilterBank({ ...mel, samplingRate, frequencies }).map((row) => dense(row, scale ** 2));
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
    const rows: Float32Array[] = [];
    cut((samples, start) => rows.push(this.#row(samples, start)));
    const joined = new Float32Array(rows.length * this.bins);
    for (const [at, row] of rows.entries()) joined.set(row, at * this.bins);
    return joined;
  }

  #row(samples: Float32Array, start: number): Float32Array {
    const { logarithm, floor, floorIs = 'least' } = this.config;
    const log = logarithm === 'decimal' ? Math.log10 : Math.log;
    const { transform } = this.#spectrum;
    const power = this.#power;
    if (this.#spectrum.run(samples, start)) {
      for (let k = 0; k < power.length; k++) {
        power[k] = (transform.real[k] ?? 0) ** 2 + (transform.imaginary[k] ?? 0) ** 2;
      }
    } else {
      power.fill(0);
    }
    return Float32Array.from(this.#filters, ({ start: first, weights }) => {
      let sum = 0;
      for (let at = 0; at < weights.length; at++) sum += (weights[at] ?? 0) * (power[first + at] ?? 0);
      return log(floorIs === 'added' ? sum + floor : Math.max(sum, floor));
    });
  }
}

function dense(row: Float64Array, scale: number): Filter {
  const start = Math.max(
    0,
    row.findIndex((weight) => weight !== 0),
  );
  const end = row.findLastIndex((weight) => weight !== 0) + 1;
  return { start, weights: row.slice(start, Math.max(start, end)).map((weight) => weight * scale) };
}
