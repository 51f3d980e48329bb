import type { RandomGenerator } from '@heed/core';

type Maker = (samples: Float32Array, rate: number, generator: RandomGenerator) => void;

const between = (generator: RandomGenerator, least: number, most: number): number =>
  least + (most - least) * generator.nextUniform();

const white: Maker = (samples, _, generator) => {
  for (const at of samples.keys()) samples[at] = generator.nextNormal();
};

/** Noise that falls by 3 dB an octave: white noise through three leaks of different length (Kellet's filter). */
const pink: Maker = (samples, _, generator) => {
  let [slow, medium, fast] = [0, 0, 0];
  for (const at of samples.keys()) {
    const fresh = generator.nextNormal();
    slow = 0.99765 * slow + 0.099046 * fresh;
    medium = 0.963 * medium + 0.2965164 * fresh;
    fast = 0.57 * fast + 1.0526913 * fresh;
    samples[at] = slow + medium + fast + 0.1848 * fresh;
  }
};

/** Noise that falls by 6 dB an octave, as of engines and wind. */
const brown: Maker = (samples, _, generator) => {
  let level = 0;
  for (const at of samples.keys()) {
    level = 0.995 * level + generator.nextNormal();
    samples[at] = level;
  }
};

/** The mains and its overtones, and what hisses beside. */
const hum: Maker = (samples, rate, generator) => {
  const base = generator.nextUniform() < 0.5 ? 50 : 60;
  const heights = Array.from({ length: 12 }, (_, at) => generator.nextUniform() / (at + 1));
  const hiss = between(generator, 0, 0.3);
  for (const at of samples.keys()) {
    let value = hiss * generator.nextNormal();
    for (const [index, height] of heights.entries())
      value += height * Math.sin((2 * Math.PI * base * (index + 1) * at) / rate);
    samples[at] = value;
  }
};

/** Tones one after another, some of two frequencies as keys of telephones, some that glide, with pauses. */
const tones: Maker = (samples, rate, generator) => {
  for (let start = 0; start < samples.length; ) {
    const length = Math.round(between(generator, 0.05, 0.8) * rate);
    const [from, other] = [between(generator, 150, 3000), between(generator, 150, 3000)];
    const [glides, pair] = [generator.nextUniform() < 0.3, generator.nextUniform() < 0.4];
    let [phase, second] = [0, 0];
    for (let at = start; at < Math.min(start + length, samples.length); at++) {
      phase += (2 * Math.PI * (glides ? from + ((other - from) * (at - start)) / length : from)) / rate;
      second += (2 * Math.PI * other) / rate;
      samples[at] = Math.sin(phase) + (pair ? Math.sin(second) : 0);
    }
    start += length + Math.round(between(generator, 0, 0.4) * rate);
  }
};

/** One note with overtones that die away, of a voice that trembles. */
function note(
  samples: Float32Array,
  place: { start: number; length: number; rate: number; frequency: number; height: number },
  generator: RandomGenerator,
): void {
  const { start, length, rate, frequency, height } = place;
  const overtones = Array.from({ length: 7 }, (_, at) => generator.nextUniform() / (at + 1));
  const [fall, tremble] = [between(generator, 0.5, 5), between(generator, 0, 0.006)];
  let phase = 0;
  for (let at = start; at < Math.min(start + length, samples.length); at++) {
    const seconds = (at - start) / rate;
    phase += (2 * Math.PI * frequency * (1 + tremble * Math.sin(2 * Math.PI * 5.5 * seconds))) / rate;
    const envelope = Math.min(1, seconds * 80) * Math.exp(-fall * seconds);
    let value = 0;
    for (const [index, overtone] of overtones.entries()) value += overtone * Math.sin(phase * (index + 1));
    samples[at] = (samples[at] ?? 0) + height * envelope * value;
  }
}

/** Chords, a bass, a melody and drums, made up. */
const music: Maker = (samples, rate, generator) => {
  const beat = Math.round(between(generator, 0.2, 0.7) * rate);
  const key = between(generator, 90, 180);
  const scale = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16];
  const pitch = (step: number): number => key * 2 ** ((scale[step % scale.length] ?? 0) / 12);
  const drums = generator.nextUniform() < 0.6 ? between(generator, 0.2, 1.5) : 0;
  for (let start = 0; start < samples.length; start += beat) {
    const root = generator.nextInteger(5);
    const sound = (frequency: number, beats: number, height: number): void =>
      note(samples, { start, length: beats * beat, rate, frequency, height }, generator);
    sound(pitch(root), 2, 0.8);
    for (const step of [0, 2, 4]) sound(2 * pitch(root + step), 2, 0.4);
    if (generator.nextUniform() < 0.7)
      sound(4 * pitch(generator.nextInteger(10)), 1, between(generator, 0.3, 1));
    for (let at = 0; at < Math.min(beat, samples.length - start, 0.08 * rate); at++)
      samples[start + at] =
        (samples[start + at] ?? 0) + drums * generator.nextNormal() * Math.exp((-60 * at) / rate);
  }
};

/** Clicks and knocks at random moments. */
const clicks: Maker = (samples, rate, generator) => {
  for (let start = 0; start < samples.length; start += Math.round(between(generator, 0.05, 0.9) * rate)) {
    const [length, pitch] = [between(generator, 0.002, 0.05), between(generator, 100, 2500)];
    for (let at = start; at < Math.min(samples.length, start + 4 * length * rate); at++) {
      const seconds = (at - start) / rate;
      const ring = Math.sin(2 * Math.PI * pitch * seconds) + 0.5 * generator.nextNormal();
      samples[at] = (samples[at] ?? 0) + ring * Math.exp(-seconds / length);
    }
  }
};

/** A kind of sound that is no speech. */
export type NoiseKind = 'white' | 'pink' | 'brown' | 'hum' | 'tones' | 'music' | 'clicks';

const makers: Readonly<Record<NoiseKind, Maker>> = { white, pink, brown, hum, tones, music, clicks };

/** All kinds of {@link makeNoise}. */
export const noiseKinds: readonly NoiseKind[] = ['white', 'pink', 'brown', 'hum', 'tones', 'music', 'clicks'];

/** Sound that is no speech, with a mean power of 1. */
export function makeNoise(
  kind: NoiseKind,
  length: number,
  rate: number,
  generator: RandomGenerator,
): Float32Array {
  const samples = new Float32Array(length);
  makers[kind](samples, rate, generator);
  const height = Math.sqrt(powerOf(samples));
  return height > 0 ? samples.map((sample) => sample / height) : samples;
}

/** Mean of the squares; 0 of nothing. */
export function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
}
