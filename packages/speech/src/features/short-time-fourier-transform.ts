import { checkOptions, type Tensor, tensor, ValueError } from '@heed/core';
import { type FrameOptions, FrameSpectrum } from './frame-spectrum.ts';
import { FrameStream } from './frame-stream.ts';

/** Spectra of frames: real and imaginary parts, float32 [frames, transformLength / 2 + 1] each. */
export interface ShortTimeSpectrum {
  readonly real: Tensor;
  readonly imaginary: Tensor;
}

const known = ['frameLength', 'hopLength', 'windowLength', 'transformLength', 'window', 'periodic'];
const knownToo = ['padding', 'removeMean', 'preemphasis'];

/**
 * The spectra of overlapping frames under a window: `X[t, k] = Σⱼ w[j] x[t · hopLength + j] e^(−2πijk/n)`. With `padding`
 * of `reflect` it is `torch.stft`, with `none` the same with `center=False`.
 *
 * @param samples Of one channel.
 * @throws {OptionError} for an option that is unknown or out of range.
 * @throws {ValueError} for samples that are not finite, or fewer than a frame needs.
 *
 * @example
 * ```ts
 * import { shortTimeFourierTransform } from '@heed/speech';
 * const samples = Float32Array.from({ length: 1600 }, (_, at) => Math.sin(at / 6));
 * const { real } = shortTimeFourierTransform(samples, {
 *   frameLength: 400, hopLength: 160, window: 'hann', periodic: true, padding: 'reflect',
 * });
 * console.log(real.shape); // [11, 201]
 * ```
 */
export function shortTimeFourierTransform(samples: Float32Array, options: FrameOptions): ShortTimeSpectrum {
  checkOptions('shortTimeFourierTransform', options, [...known, ...knownToo]);
  const spectrum = new FrameSpectrum(options);
  const { bins, real, imaginary } = spectrum.transform;
  const rows: { readonly real: Float32Array; readonly imaginary: Float32Array }[] = [];
  const take = (kept: Float32Array, start: number) => {
    const heard = spectrum.run(kept, start);
    const row = (part: Float64Array) => (heard ? Float32Array.from(part) : new Float32Array(bins));
    rows.push({ real: row(real), imaginary: row(imaginary) });
  };
  const stream = new FrameStream(spectrum.layout);
  stream.push(samples, take);
  stream.end(take);
  if (rows.length === 0) {
    throw new ValueError(`shortTimeFourierTransform: a frame needs more than ${samples.length} samples`);
  }
  const joined = (part: 'real' | 'imaginary') => {
    const data = new Float32Array(rows.length * bins);
    for (const [at, row] of rows.entries()) data.set(row[part], at * bins);
    return tensor(data, { shape: [rows.length, bins] });
  };
  return { real: joined('real'), imaginary: joined('imaginary') };
}
