import { OptionError, RandomGenerator } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { logMel } from '../features/log-mel.ts';
import type { Sound } from '../sound/sound.ts';
import { addReverberation } from './add-reverberation.ts';
import { changeTilt } from './change-tilt.ts';
import { sometimes } from './sometimes.ts';

const impulse = (length: number, at: number): Sound => {
  const samples = new Float32Array(length);
  samples[at] = 0.5;
  return { samplingRate: 8000, channels: [samples] };
};
const energyOf = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0);

describe('addReverberation', () => {
  it.each([0, 7])('an impulse has an echo that is %i decibels softer, falls by 60 and ends', (decibels) => {
    const options = { seconds: [0.2, 0.2], decibels: [decibels, decibels] } as const;
    const [heard = new Float32Array(0)] = addReverberation(options)(
      impulse(3000, 11),
      new RandomGenerator(1),
    ).channels;
    expect([...heard.slice(0, 12)]).toEqual([...new Array<number>(11).fill(0), 0.5]);
    const echo = heard.slice(12);
    expect(10 * Math.log10(0.25 / energyOf(echo))).toBeCloseTo(decibels, 3);
    // 200 samples are an eighth of the fall: 7.5 decibels.
    const fall = 10 * Math.log10(energyOf(echo.slice(0, 200)) / energyOf(echo.slice(200, 400)));
    expect(Math.abs(fall - 7.5)).toBeLessThan(2);
    expect(energyOf(echo.slice(1600))).toBe(0);
  });

  it('of a sum is the sum of both', () => {
    const heard = (sound: Sound) =>
      addReverberation()(sound, new RandomGenerator(3)).channels[0] ?? new Float32Array(0);
    const [one, other] = [impulse(700, 3), impulse(700, 101)];
    const both = {
      samplingRate: 8000,
      channels: [one.channels[0]?.map((x, at) => x + (other.channels[0]?.[at] ?? 0)) ?? new Float32Array(0)],
    };
    const [first, second] = [heard(one), heard(other)];
    for (const [at, sample] of heard(both).entries()) {
      expect(Math.abs(sample - ((first[at] ?? 0) + (second[at] ?? 0)))).toBeLessThan(1e-6);
    }
  });

  it('refuses ranges that cannot be', () => {
    expect(() => addReverberation({ seconds: [-1, 1] })).toThrow(OptionError);
    expect(() => addReverberation({ decibels: [3, 1] })).toThrow('two rising numbers, got 3, 1');
  });
});

describe('changeTilt', () => {
  it('takes a part of the sample before', () => {
    const steps = { samplingRate: 8000, channels: [Float32Array.of(1, 1, 2), Float32Array.of(0, 4, 0)] };
    const tilted = changeTilt({ coefficients: [0.25, 0.25] })(steps, new RandomGenerator(0));
    expect(tilted.channels).toEqual([Float32Array.of(1, 0.75, 1.75), Float32Array.of(0, 4, -1)]);
    expect(() => changeTilt({ coefficients: [-2, 0] })).toThrow('from -1, got -2, 0');
  });
});

describe('sometimes', () => {
  it('is as often as it says', () => {
    const generator = new RandomGenerator(2);
    const louder = sometimes(0.3, ({ samplingRate }) => ({ samplingRate, channels: [] }));
    const changed = Array.from(
      { length: 1000 },
      () => louder(impulse(1, 0), generator).channels.length === 0,
    );
    expect(Math.abs(changed.filter(Boolean).length - 300)).toBeLessThan(50);
    expect(() => sometimes(1.5, changeTilt())).toThrow('must lie in 0…1, got 1.5');
  });
});

it('the warp of logMel moves a tone to where another stands', () => {
  const tone = (hertz: number): Sound => ({
    samplingRate: 16_000,
    channels: [Float32Array.from({ length: 1600 }, (_, at) => Math.sin((2 * Math.PI * hertz * at) / 16_000))],
  });
  const loudest = (hertz: number, warp: number): number => {
    const features = logMel(tone(hertz), { warp }).dataSync();
    const column = Array.from({ length: 80 }, (_, bin) => features[bin * 10 + 5] ?? 0);
    return column.indexOf(Math.max(...column));
  };
  expect(loudest(1000, 1)).toBe(loudest(1100, 1.1));
  expect(loudest(1000, 1)).not.toBe(loudest(1100, 1));
});
