import { checkKind, type RandomGenerator } from '@heed/core';
import { checkRange, drawn } from './sound-augmentation.ts';

/**
 * Draws the option `warp` of `filterBank` and `melFilterBank`: voices of other heads (Jaitly and Hinton 2013, “Vocal Tract
 * Length Perturbation”), with one warp for a whole sound.
 *
 * @param range Least and most; 0.9 to 1.1 by default, as in the paper.
 * @throws {OptionError} for numbers that fall or lie below 0.5.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { filterBank, randomVocalTract } from '@heed/speech';
 * const generator = new RandomGenerator(0);
 * const sound = { samplingRate: 16_000, channels: [Float32Array.from({ length: 8000 }, () => generator.nextNormal())] };
 * console.log(filterBank(sound, { warp: randomVocalTract(generator) }).shape); // [48, 80]
 * ```
 */
export function randomVocalTract(
  generator: RandomGenerator,
  range: readonly [number, number] = [0.9, 1.1],
): number {
  checkKind('randomVocalTract: generator', generator, 'a RandomGenerator');
  checkRange('randomVocalTract: range', range, 0.5);
  return drawn(range, generator);
}
