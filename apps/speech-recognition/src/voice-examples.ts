import type { RandomGenerator } from '@heed/core';
import { makeNoise, noiseKinds, powerOf } from './noises.ts';

/** Samples a second of what voice activity hears. */
export const voiceRate = 16_000;
/** Samples in a hundredth of a second, for which one label is. */
const hop = voiceRate / 100;

/** Sound, and for each hundredth of a second 1 where somebody speaks and 0 elsewhere. */
export interface VoiceExample {
  readonly samples: Float32Array;
  readonly labels: Uint8Array;
}

/** Decibels below the loud parts of a clear recording at which speech ends, and the longest gap in it, in hundredths. */
const [range, longestGap] = [28, 15];

/** Where a clear recording holds speech, by loudness: nothing else is in it. */
export function labelsOf(samples: Float32Array): Uint8Array {
  const loudness = Array.from(
    { length: Math.ceil(samples.length / hop) },
    (_, at) => 10 * Math.log10(powerOf(samples.subarray(at * hop, (at + 1) * hop)) + 1e-12),
  );
  const loud = loudness.toSorted((a, b) => a - b)[Math.floor(0.95 * loudness.length)] ?? 0;
  const labels = Uint8Array.from(loudness, (value) => Number(value > loud - range));
  let last = Number.NEGATIVE_INFINITY;
  for (const [at, label] of labels.entries()) {
    if (label === 0) continue;
    if (at - last <= longestGap) labels.fill(1, last, at);
    last = at;
  }
  return labels;
}

/** Speech by itself: clips one after the other with pauses, or silence alone. */
export function speechTrack(
  clips: readonly VoiceExample[],
  frames: number,
  generator: RandomGenerator,
): VoiceExample {
  const samples = new Float32Array(frames * hop);
  const labels = new Uint8Array(frames);
  const longest = generator.nextUniform() < 0.5 ? 60 : 200;
  for (let at = generator.nextInteger(longest); at < frames; at += generator.nextInteger(longest)) {
    const clip = clips[generator.nextInteger(clips.length)];
    if (clip === undefined) break;
    // Long clips begin anywhere.
    const first = clip.labels.length > frames ? generator.nextInteger(clip.labels.length - frames) : 0;
    const taken = Math.min(clip.labels.length - first, frames - at);
    samples.set(clip.samples.subarray(first * hop, (first + taken) * hop), at * hop);
    labels.set(clip.labels.subarray(first, first + taken), at);
    at += taken;
  }
  return { samples, labels };
}

/** Speech with noise so many decibels below it; of silence, noise by itself. */
export function withNoise(track: VoiceExample, noise: Float32Array, decibels: number): VoiceExample {
  const spoken = track.samples.filter((_, at) => track.labels[Math.floor(at / hop)] === 1);
  const power = spoken.length > 0 ? powerOf(spoken) : 0.01;
  const height = Math.sqrt(power) * 10 ** (-decibels / 20);
  return {
    samples: track.samples.map((sample, at) => sample + height * (noise[at] ?? 0)),
    labels: track.labels,
  };
}

/** An example to learn from: speech or none, in any noise or none, at any height. */
export function drawVoiceExample(
  clips: readonly VoiceExample[],
  frames: number,
  generator: RandomGenerator,
): VoiceExample {
  const track =
    generator.nextUniform() < 0.2
      ? { samples: new Float32Array(frames * hop), labels: new Uint8Array(frames) }
      : speechTrack(clips, frames, generator);
  const kind = noiseKinds[generator.nextInteger(noiseKinds.length)] ?? 'white';
  const noise =
    generator.nextUniform() < 0.1 ? undefined : makeNoise(kind, frames * hop, voiceRate, generator);
  if (noise !== undefined && generator.nextUniform() < 0.3) {
    // Noise that begins or ends on the way.
    const cut = generator.nextInteger(noise.length);
    noise.fill(0, ...(generator.nextUniform() < 0.5 ? ([0, cut] as const) : ([cut] as const)));
  }
  const noisy = noise === undefined ? track : withNoise(track, noise, 33 * generator.nextUniform() - 3);
  const [gain, floor] = [10 ** (-1.5 * generator.nextUniform()), 10 ** (-3 - 2 * generator.nextUniform())];
  return {
    samples: noisy.samples.map((sample) => gain * sample + floor * 0.1 * generator.nextNormal()),
    labels: noisy.labels,
  };
}
