import { checkSound, type Sound } from './sound.ts';

/**
 * One channel: the mean of all, so that equal channels stay as they are.
 *
 * @throws {ValueError} for no channel, channels of different lengths and samples that are not finite.
 *
 * @example
 * ```ts
 * import { toMono } from '@heed/speech';
 * const stereo = { samplingRate: 8000, channels: [Float32Array.of(1, 0.5), Float32Array.of(-1, 0.5)] };
 * console.log(toMono(stereo).channels); // [[0, 0.5]]
 * ```
 */
export function toMono(sound: Sound): Sound {
  checkSound(sound);
  const { samplingRate, channels } = sound;
  const [first] = channels;
  if (first === undefined || channels.length === 1) return sound;
  const mean = first.map(
    (_, at) => channels.reduce((sum, channel) => sum + (channel[at] ?? 0), 0) / channels.length,
  );
  return { samplingRate, channels: [mean] };
}
