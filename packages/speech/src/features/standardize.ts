import { ValueError } from '@heed/core';
import { checkFloats, firstNotFinite } from '../sound/sound.ts';

/** What keeps silence from being divided by 0, as wav2vec 2.0 has it. */
const epsilon = 1e-7;

/**
 * Samples with a mean of 0 and a variance of 1, `(x − mean) / √(variance + 10⁻⁷)`: what wav2vec 2.0, HuBERT and WavLM
 * hear.
 *
 * @throws {ValueError} for no samples, and samples that are not finite.
 *
 * @example
 * ```ts
 * import { standardize } from '@heed/speech';
 * console.log(standardize(Float32Array.of(1, 2, 3))); // about [-1.22, 0, 1.22]
 * ```
 */
export function standardize(samples: Float32Array): Float32Array {
  checkFloats('standardize: samples', samples);
  if (samples.length === 0) throw new ValueError('standardize: there are no samples');
  const bad = firstNotFinite(samples);
  if (bad >= 0) throw new ValueError(`standardize: sample ${bad} is ${samples[bad]}, not a finite number`);
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const variance = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / samples.length;
  return samples.map((sample) => (sample - mean) / Math.sqrt(variance + epsilon));
}
