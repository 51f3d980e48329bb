import { readdirSync } from 'node:fs';
import { wasm } from '@heed/backend-wasm';
import { RandomGenerator, use } from '@heed/core';
import { resample, toMono, VoiceActivityDetector } from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeNoise, noiseKinds, powerOf } from './noises.ts';
import { evaluateVoiceActivity, meanScores, type VoiceScores } from './voice-evaluate.ts';
import { labelsOf, speechTrack, type VoiceExample, voiceRate, withNoise } from './voice-examples.ts';

const samples = new URL('../samples/', import.meta.url);
const clips: VoiceExample[] = [];
const scores: VoiceScores[] = [];
const ratios = [20, 10, 5, 0];

beforeAll(async () => {
  use(await wasm({ threads: 1 }));
  for (const name of readdirSync(samples).filter((file) => file.endsWith('.wav'))) {
    const sound = resample(toMono(await readSound(new URL(name, samples))), voiceRate);
    const [wide = new Float32Array()] = sound.channels;
    clips.push({ samples: wide, labels: labelsOf(wide) });
  }
  using detector = await VoiceActivityDetector.load();
  scores.push(...(await evaluateVoiceActivity(detector, clips, { ratios, seconds: 8, seed: 3 })));
});

describe('the trained detector on speakers that it never heard', () => {
  it.each(ratios)('at %i dB it is wrong less often than loudness, over all noises', (ratio) => {
    const { detector, loudness } = meanScores(scores, ({ decibels }) => decibels === ratio);
    expect(detector).toBeLessThan(0.75 * loudness);
  });

  it.each(noiseKinds)('in %s', (noise) => {
    const { detector, loudness } = meanScores(scores, ({ kind }) => kind === noise);
    expect(detector).toBeLessThan(loudness);
  });

  it('few frames are wrong at 10 dB and more', () => {
    expect(meanScores(scores, ({ decibels }) => decibels >= 10).detector).toBeLessThan(0.12);
  });
});

describe('what examples are made of', () => {
  it('noises have a mean power of 1, and are the same for a seed', () => {
    for (const kind of noiseKinds) {
      const make = () => makeNoise(kind, 8000, 16_000, new RandomGenerator(5));
      expect(powerOf(make())).toBeCloseTo(1, 4);
      expect(make()).toEqual(make());
    }
  });

  it('labels: the loud middle of a clip; noise keeps its distance from speech', () => {
    const clip = new Float32Array(16_000);
    for (let at = 4000; at < 12_000; at++) clip[at] = Math.sin(at / 5);
    const labels = labelsOf(clip);
    expect([labels.indexOf(1), labels.lastIndexOf(1)]).toEqual([25, 74]);
    const noise = makeNoise('white', clip.length, 16_000, new RandomGenerator(1));
    const noisy = withNoise({ samples: clip, labels }, noise, 10);
    const added = noisy.samples.map((sample, at) => sample - (clip[at] ?? 0));
    expect(powerOf(added)).toBeCloseTo(0.1 * powerOf(clip.subarray(4000, 12_000)), 3);
  });

  it('a track has silence and speech', () => {
    const { labels, samples: track } = speechTrack(clips, 1000, new RandomGenerator(2));
    expect([labels.length, track.length]).toEqual([1000, 160_000]);
    const share = labels.reduce((sum, label) => sum + label, 0) / labels.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.9);
  });
});
