import { tidy } from '@heed/core';
import { logMel, resample, type Sound, toMono } from '@heed/speech';
import { telephoneRate } from './recordings.ts';

/** What {@link hear} gives: log-mel features of one sound, [bins, frames] row after row. */
export interface Heard {
  readonly features: Float32Array;
  readonly frames: number;
}

/** Samples a second that the features are made of. */
const featureRate = 16_000;

/** Seconds of a frame of the recogniser. */
export const secondsPerFrame = 0.02;

/**
 * The features of a sound. The recogniser was trained on the telephone, which holds nothing above 4 kHz, so what other
 * sounds hold there is taken out.
 *
 * @param warp Of the vocal tract, for training: see `logMel`.
 */
export function hear(sound: Sound, warp = 1): Heard {
  const narrow = resample(toMono(sound), telephoneRate);
  return tidy(() => {
    const features = logMel(resample(narrow, featureRate), { warp });
    return { features: Float32Array.from(features.dataSync()), frames: features.shape[1] ?? 0 };
  });
}
