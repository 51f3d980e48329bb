import { OptionError, ValueError } from '@heed/core';

/**
 * Sound in memory: one array of samples for each channel, all of one length, full scale at ±1. The rate at which they
 * were taken is part of it, since samples without a rate say nothing.
 */
export interface Sound {
  /** Samples a second, in hertz. */
  readonly samplingRate: number;
  /** One array for each channel: left and right for stereo. */
  readonly channels: readonly Float32Array[];
}

/**
 * Checks that a sound is one.
 *
 * @throws {OptionError} for a sampling rate that is missing, not finite or not above 0.
 * @throws {ValueError} for no channel, for channels that are no `Float32Array` or of different lengths, and for a sample that is not finite.
 *
 * @example
 * ```ts
 * import { checkSound } from '@heed/speech';
 * checkSound({ samplingRate: 16_000, channels: [new Float32Array(5)] });
 * ```
 */
export function checkSound(sound: Sound): void {
  const isObject = kindOf(sound) === 'Object';
  if (!isObject) throw new ValueError(`a sound must be { samplingRate, channels }, got ${kindOf(sound)}`);
  const { samplingRate, channels } = sound;
  if (!(samplingRate > 0 && Number.isFinite(samplingRate))) {
    throw new OptionError(`a sound needs samplingRate, in hertz, above 0; got ${samplingRate}`);
  }
  if (!Array.isArray(channels)) {
    throw new ValueError(
      `a sound needs channels, a list with a Float32Array for each; got ${kindOf(channels)}`,
    );
  }
  const [first] = channels;
  if (first === undefined) throw new ValueError('a sound needs at least one channel, got none');
  for (const [at, channel] of channels.entries()) {
    if (kindOf(channel) !== 'Float32Array') {
      throw new ValueError(
        `channel ${at} must be a Float32Array of samples from −1 to 1, got ${kindOf(channel)}`,
      );
    }
    if (channel.length !== first.length) {
      throw new ValueError(`channel ${at} has ${channel.length} samples, but channel 0 has ${first.length}`);
    }
    const bad = firstNotFinite(channel);
    if (bad >= 0)
      throw new ValueError(`sample ${bad} of channel ${at} is ${channel[bad]}, not a finite number`);
  }
}

/** The longest channel that is made: 37 hours at 16 kHz, 8 GB. */
export const mostSamples: number = 2 ** 31;

/** What a value is, such as Float32Array: of whichever frame or worker. */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Refuses samples, or other floats, that are in no `Float32Array`: whole numbers would be cut and overflow in silence. */
export function checkFloats(name: string, samples: Float32Array): void {
  if (kindOf(samples) === 'Float32Array') return;
  throw new ValueError(`${name} must be a Float32Array, got ${kindOf(samples)}`);
}

/** The place of the first sample that is not a finite number, or −1. */
export function firstNotFinite(samples: Float32Array): number {
  for (let at = 0; at < samples.length; at++) if (!Number.isFinite(samples[at])) return at;
  return -1;
}

/** Seconds of a sound. */
export function secondsOf(sound: Sound): number {
  if (!Array.isArray(Object(sound).channels)) checkSound(sound);
  const { samplingRate, channels } = sound;
  return (channels[0]?.length ?? 0) / samplingRate;
}
