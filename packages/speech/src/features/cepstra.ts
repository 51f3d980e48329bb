import { checkOptions, checkWhole, matmul, OptionError, type Tensor, tensor, tidy } from '@heed/core';
import type { Sound } from '../sound/sound.ts';
import { type FilterBankOptions, filterBank } from './kaldi-filter-bank.ts';

/** Options of {@link melCepstra}. */
export interface MelCepstraOptions extends FilterBankOptions {
  /** Mel bins; 23 by default. */
  readonly bins?: number;
  /** Coefficients that are kept; 13 by default. */
  readonly coefficients?: number;
  /** Lifts higher coefficients: number k times 1 + L/2 · sin(πk/L); L is 22 by default, and 0 leaves them as they are. */
  readonly lifter?: number;
}

/**
 * Mel-frequency cepstral coefficients (Davis and Mermelstein 1980), as Kaldi and `torchaudio.compliance.kaldi.mfcc` make
 * them without the energy: the orthonormal discrete cosine transform (type II) of the log-mel features of each frame.
 *
 * @param sound At `samplingRate`: see `resample`.
 * @returns float32 [frames, coefficients]
 * @throws {OptionError} for another rate, or an option that is unknown or out of range.
 * @throws {ValueError} for samples that are not finite, or fewer than a frame has.
 *
 * @example
 * ```ts
 * import { melCepstra } from '@heed/speech';
 * const sound = { samplingRate: 16_000, channels: [Float32Array.from({ length: 8000 }, (_, at) => Math.sin(at / 6))] };
 * console.log(melCepstra(sound).shape); // [48, 13]
 * ```
 */
export function melCepstra(sound: Sound, options: MelCepstraOptions = {}): Tensor {
  const known = ['bins', 'samplingRate', 'window', 'scale', 'warp', 'coefficients', 'lifter'];
  checkOptions('melCepstra', options, known);
  const { coefficients = 13, lifter = 22, bins = 23, ...rest } = options;
  checkWhole('melCepstra: coefficients', coefficients, 1, bins);
  if (!(lifter >= 0)) throw new OptionError(`melCepstra: lifter must be at least 0, got ${lifter}`);
  return tidy(() => {
    const cosines = tensor(cosineTransform(bins, coefficients, lifter), { shape: [bins, coefficients] });
    return matmul(filterBank(sound, { ...rest, bins }), cosines);
  });
}

/** [bins, coefficients]: √(2/n) cos(πk(2j + 1)/2n), the first by √(1/n), each lifted. */
function cosineTransform(bins: number, coefficients: number, lifter: number): Float32Array {
  return Float32Array.from({ length: bins * coefficients }, (_, at) => {
    const [j, k] = [Math.floor(at / coefficients), at % coefficients];
    const lift = lifter === 0 ? 1 : 1 + (lifter / 2) * Math.sin((Math.PI * k) / lifter);
    return lift * Math.sqrt((k === 0 ? 1 : 2) / bins) * Math.cos((Math.PI * k * (2 * j + 1)) / (2 * bins));
  });
}
