import { checkKind, checkOptions, OptionError, type RandomGenerator } from '@heed/core';
import { checkSound, type Sound } from '../sound/sound.ts';
import { toMono } from '../sound/to-mono.ts';
import { checkRange, drawn, type SoundAugmentation } from './sound-augmentation.ts';

/** Options of {@link addNoise}. */
export interface AddNoiseOptions {
  /** Least and most decibels by which the sound is louder than the noise; 10 to 40 by default. */
  readonly decibels?: readonly [least: number, most: number];
  /** Sounds of which one is drawn, from a place that is drawn, again and again if it is short; white noise if absent. */
  readonly noises?: readonly Sound[];
}

/**
 * Adds noise at a ratio of powers that is drawn: 10 log₁₀(Σ sound² / Σ noise²) decibels. Silence stays silence, and
 * silent noise adds nothing.
 *
 * @throws {OptionError} for decibels that are not finite or fall, no noise, and noise at another rate than the sound.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { addNoise } from '@heed/speech';
 * const sound = { samplingRate: 8000, channels: [new Float32Array(800).fill(0.5)] };
 * const noisy = addNoise({ decibels: [20, 20] })(sound, new RandomGenerator(0)); // a hundredth of the power
 * ```
 */
export function addNoise(options: AddNoiseOptions = {}): SoundAugmentation {
  checkOptions('addNoise', options, ['decibels', 'noises']);
  const { decibels = [10, 40], noises } = options;
  checkRange('addNoise: decibels', decibels);
  if (noises !== undefined) checkKind('addNoise: noises', noises, 'a list');
  if (noises?.length === 0) throw new OptionError('addNoise: noises must be one sound or more, got none');
  for (const noise of noises ?? []) checkSound(noise);
  return (sound, generator) => {
    const ratio = 10 ** (drawn(decibels, generator) / 10);
    const noise = noises === undefined ? undefined : noises[generator.nextInteger(noises.length)];
    if (noise !== undefined && noise.samplingRate !== sound.samplingRate) {
      throw new OptionError(
        `addNoise: noise at ${noise.samplingRate} Hz, but the sound is at ${sound.samplingRate} Hz`,
      );
    }
    const length = sound.channels[0]?.length ?? 0;
    const added = noise === undefined ? white(length, generator) : repeated(noise, length, generator);
    const channels = sound.channels.map((samples) => {
      const factor = Math.sqrt(energyOf(samples) / (ratio * energyOf(added)));
      return Number.isFinite(factor)
        ? samples.map((sample, at) => sample + factor * (added[at] ?? 0))
        : samples;
    });
    return { samplingRate: sound.samplingRate, channels };
  };
}

const energyOf = (samples: Float32Array): number => samples.reduce((sum, sample) => sum + sample ** 2, 0);

function white(length: number, generator: RandomGenerator): Float32Array {
  return Float32Array.from({ length }, () => generator.nextNormal());
}

function repeated(noise: Sound, length: number, generator: RandomGenerator): Float32Array {
  const [samples = new Float32Array(0)] = toMono(noise).channels;
  const start = generator.nextInteger(Math.max(1, samples.length));
  return Float32Array.from({ length }, (_, at) => samples[(start + at) % samples.length] ?? 0);
}
