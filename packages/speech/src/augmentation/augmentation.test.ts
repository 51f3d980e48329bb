import { full, OptionError, RandomGenerator, ShapeError, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import type { Sound } from '../sound/sound.ts';
import { addNoise } from './add-noise.ts';
import { changeGain } from './change-gain.ts';
import { changeSpeed } from './change-speed.ts';
import { shiftSound } from './shift-sound.ts';
import { inOrder } from './sound-augmentation.ts';
import { specAugment } from './spec-augment.ts';
import { randomVocalTract } from './vocal-tract.ts';

const sine = (hertz: number, length: number) =>
  Float32Array.from({ length }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / 8000));
const sound: Sound = { samplingRate: 8000, channels: [sine(440, 4001), sine(220, 4001)] };
const energyOf = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0);
const first = ({ channels }: Sound): Float32Array => channels[0] ?? new Float32Array(0);

it('equal seeds give equal sounds, others give others', () => {
  const augment = inOrder(changeSpeed({ factors: [0.9, 1.1] }), changeGain(), shiftSound(), addNoise());
  const once = augment(sound, new RandomGenerator(7));
  expect(augment(sound, new RandomGenerator(7))).toEqual(once);
  expect(augment(sound, new RandomGenerator(8))).not.toEqual(once);
});

describe('noise', () => {
  it.each([0, 10, 23])('lies %i dB below the sound, in each channel', (ratio) => {
    const noises = [{ samplingRate: 8000, channels: [sine(1234, 777)] }];
    for (const options of [{}, { noises }]) {
      const noisy = addNoise({ decibels: [ratio, ratio], ...options })(sound, new RandomGenerator(1));
      for (const [channel, samples] of noisy.channels.entries()) {
        const clean = sound.channels[channel] ?? new Float32Array(0);
        const added = samples.map((sample, at) => sample - (clean[at] ?? 0));
        expect(10 * Math.log10(energyOf(clean) / energyOf(added))).toBeCloseTo(ratio, 3);
      }
    }
  });

  it('silence stays silence, and another rate is refused', () => {
    const silent = { samplingRate: 8000, channels: [new Float32Array(11)] };
    expect(addNoise()(silent, new RandomGenerator(0))).toEqual(silent);
    const other = addNoise({ noises: [{ samplingRate: 16_000, channels: [sine(1, 9)] }] });
    expect(() => other(sound, new RandomGenerator(0))).toThrow(
      'noise at 16000 Hz, but the sound is at 8000 Hz',
    );
    expect(() => addNoise({ noises: [] })).toThrow(OptionError);
    expect(() => addNoise({ decibels: [3, 1] })).toThrow('two rising numbers, got 3, 1');
  });
});

describe('speed, gain and place', () => {
  it.each([0.9, 1.1])('at %f a tone of 440 Hz is one of that many times as much', (factor) => {
    const changed = first(changeSpeed({ factors: [factor] })(sound, new RandomGenerator(0)));
    expect(changed.length).toBe(Math.round(4001 / factor));
    const expected = sine(440 * factor, changed.length);
    for (let at = 150; at < changed.length - 150; at++) {
      expect(Math.abs((changed[at] ?? 9) - (expected[at] ?? 0))).toBeLessThan(1e-3);
    }
  });

  it('gain is within its range', () => {
    for (let seed = 0; seed < 20; seed++) {
      const gain = first(changeGain({ decibels: [-20, 6] })(sound, new RandomGenerator(seed)))[3] ?? 0;
      const decibels = 20 * Math.log10(gain / (first(sound)[3] ?? 0));
      expect(decibels).toBeGreaterThan(-20.001);
      expect(decibels).toBeLessThan(6.001);
    }
  });

  it('moved both ways', () => {
    const three = { samplingRate: 1, channels: [Float32Array.of(1, 2, 3)] };
    expect(first(shiftSound({ seconds: [2, 2] })(three, new RandomGenerator(0)))).toEqual(
      Float32Array.of(0, 0, 1),
    );
    expect(first(shiftSound({ seconds: [-1, -1] })(three, new RandomGenerator(0)))).toEqual(
      Float32Array.of(2, 3, 0),
    );
  });

  it('what cannot be is refused', () => {
    expect(() => changeSpeed({ factors: [] })).toThrow('got none');
    expect(() => changeSpeed({ factors: [1, 5] })).toThrow('from 0.25 to 4, got 5');
    expect(() => shiftSound({ seconds: [Number.NaN, 1] })).toThrow(OptionError);
    expect(() => randomVocalTract(new RandomGenerator(0), [0.1, 1])).toThrow('from 0.5');
    expect(() => changeGain(Object.assign({ decibel: 3 }))).toThrow('unknown option decibel');
  });
});

describe('SpecAugment', () => {
  const [frames, bins] = [61, 37];
  const whole = tensor(
    Float32Array.from({ length: frames * bins }, (_, at) => 1 + at),
    { shape: [frames, bins] },
  );
  const options = { frequencyMasks: 1, frequencyWidth: 11, timeMasks: 1, timeWidth: 17, fill: 0 };

  it('hides one band of bins and one of frames, no wider than allowed, and leaves the rest', () => {
    const widths = { bins: 0, frames: 0 };
    for (let seed = 0; seed < 50; seed++) {
      const data = specAugment(whole, new RandomGenerator(seed), options).dataSync();
      const hidden = (frame: number, bin: number) => data[frame * bins + bin] === 0;
      const rows = Array.from({ length: frames }, (_, f) =>
        Array.from({ length: bins }, (_, b) => hidden(f, b)).every(Boolean),
      );
      const columns = Array.from({ length: bins }, (_, b) =>
        Array.from({ length: frames }, (_, f) => hidden(f, b)).every(Boolean),
      );
      for (const mask of [rows, columns])
        expect(mask.join().match(/true(,true)*/g)?.length ?? 0).toBeLessThan(2);
      widths.frames = Math.max(widths.frames, rows.filter(Boolean).length);
      widths.bins = Math.max(widths.bins, columns.filter(Boolean).length);
      for (const [at, value] of data.entries()) {
        const under = rows[Math.floor(at / bins)] === true || columns[at % bins] === true;
        expect(value).toBe(under ? 0 : 1 + at);
      }
    }
    expect(widths.frames).toBeGreaterThan(12);
    expect(widths.frames).toBeLessThanOrEqual(17);
    expect(widths.bins).toBeGreaterThan(7);
    expect(widths.bins).toBeLessThanOrEqual(11);
  });

  it('a share of the frames bounds masks over time, and the mean stands under them by default', () => {
    const share = { ...options, frequencyMasks: 0, timeShare: 0.05 };
    for (let seed = 0; seed < 30; seed++) {
      const data = specAugment(whole, new RandomGenerator(seed), share).dataSync();
      expect([...data].filter((value) => value === 0).length / bins).toBeLessThanOrEqual(3);
    }
    expect(specAugment(full([5, 3], 2), new RandomGenerator(0)).dataSync()).toEqual(
      new Float32Array(15).fill(2),
    );
  });

  it('a warp of time keeps both ends, and its order', () => {
    const rising = tensor(
      Float32Array.from({ length: frames }, (_, at) => at),
      { shape: [frames, 1] },
    );
    const moved = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const data = specAugment(rising, new RandomGenerator(seed), {
        frequencyMasks: 0,
        timeMasks: 0,
        timeWarp: 9,
      }).dataSync();
      expect([data[0], data[frames - 1]]).toEqual([0, frames - 1]);
      for (let at = 1; at < frames; at++) expect(data[at]).toBeGreaterThan(data[at - 1] ?? 0);
      moved.add(data[30] ?? 0);
    }
    expect(moved.size).toBeGreaterThan(10);
  });

  it('what cannot be is refused', () => {
    const generator = new RandomGenerator(0);
    expect(() => specAugment(full([2, 3, 4], 1), generator)).toThrow(ShapeError);
    expect(() => specAugment(whole, generator, { timeMasks: -1 })).toThrow(
      'timeMasks must be a whole number',
    );
    expect(() => specAugment(whole, generator, { timeShare: 2 })).toThrow(OptionError);
  });
});
