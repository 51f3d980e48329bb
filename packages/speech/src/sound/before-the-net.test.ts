import { OptionError, ValueError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { logMel } from '../features/log-mel.ts';
import { cropSound } from './crop-sound.ts';
import { resample } from './resample.ts';
import { checkSound, type Sound } from './sound.ts';
import { toMono } from './to-mono.ts';

const mono = (samplingRate: number, samples: Float32Array): Sound => ({ samplingRate, channels: [samples] });
const sine = (hertz: number, samplingRate: number, length = samplingRate) =>
  Float32Array.from({ length }, (_, at) => Math.sin((2 * Math.PI * hertz * at) / samplingRate));

/** The height of the wave of a frequency in the middle half of samples: twice their correlation with it. */
function heightAt(hertz: number, samplingRate: number, samples: Float32Array): number {
  const [start, end] = [samples.length / 4, (3 * samples.length) / 4];
  const middle = samples.subarray(start, end);
  const sum = (wave: (angle: number) => number) =>
    middle.reduce((total, sample, at) => total + sample * wave((2 * Math.PI * hertz * at) / samplingRate), 0);
  return (2 * Math.hypot(sum(Math.sin), sum(Math.cos))) / middle.length;
}
const largest = (samples: Float32Array) =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const first = ({ channels }: Sound): Float32Array => channels[0] ?? new Float32Array(0);

describe('resampling', () => {
  const to16 = (hertz: number, rate: number) => first(resample(mono(rate, sine(hertz, rate)), 16_000));

  it('44,100 Hz to 16,000: 1 kHz stays, 10 kHz goes and nothing of it folds back to 6 kHz', () => {
    const [low, high] = [to16(1000, 44_100), to16(10_000, 44_100)];
    expect([low.length, high.length]).toEqual([16_000, 16_000]);
    expect(Math.abs(heightAt(1000, 16_000, low) - 1)).toBeLessThan(0.0001);
    expect(Math.abs(largest(low) - 1)).toBeLessThan(0.005);
    // Where a tone begins and ends as suddenly as here it has low parts too: those stay.
    expect(largest(high.subarray(200, 15_800))).toBeLessThan(1e-4);
    expect(heightAt(6000, 16_000, high)).toBeLessThan(1e-5);
  });

  it.each([
    [8000, 1000],
    [8000, 3500],
    [11_025, 4900],
    [22_050, 7000],
    [48_000, 7100],
    [16_001, 3000],
    [12_345.5, 2000],
  ])('%f Hz to 16,000: a tone of %i Hz stays', (rate, hertz) => {
    const length = Math.round(rate);
    const result = first(resample(mono(rate, sine(hertz, rate, length)), 16_000));
    expect(result.length).toBe(Math.round((length * 16_000) / rate));
    const expected = sine(hertz, 16_000);
    for (let at = 300; at < 15_700; at++)
      expect(Math.abs((result[at] ?? 9) - (expected[at] ?? 0))).toBeLessThan(2e-3);
  });

  it('what is constant stays constant, and what is equal stays equal', () => {
    const constant = first(resample(mono(44_100, new Float32Array(4410).fill(0.5)), 16_000));
    for (const sample of constant.subarray(200, 1400)) expect(sample).toBeCloseTo(0.5, 6);
    const sound = mono(16_000, sine(440, 16_000));
    expect(resample(sound, 16_000)).toBe(sound);
    const stereo = { samplingRate: 8000, channels: [sine(50, 8000, 101), sine(50, 8000, 101)] };
    const [left, right] = resample(stereo, 16_000).channels;
    expect(left).toEqual(right);
  });

  it.each([0, 1, 2, 3, 441, 1000])('%i samples become n · 16000 / 44100, rounded', (length) => {
    const result = resample(mono(44_100, new Float32Array(length)), 16_000);
    expect(first(result).length).toBe(Math.round((length * 16_000) / 44_100));
  });

  it('a rate that is missing, 0, negative or no number is refused, of the sound and of the result', () => {
    for (const rate of [0, -8000, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => resample(mono(rate, new Float32Array(5)), 16_000)).toThrow(OptionError);
      expect(() => resample(mono(8000, new Float32Array(5)), rate)).toThrow(OptionError);
    }
    const without: Sound = JSON.parse('{"channels": [[0, 1]]}');
    expect(() => checkSound(without)).toThrow('needs samplingRate, in hertz, above 0; got undefined');
  });

  it('more samples than are ever made are refused before any is', () => {
    const sound = mono(8000, new Float32Array(800));
    const most = 'must be a whole number from 0 to 2147483648, got';
    expect(() => resample(sound, 1e12)).toThrow(`resample: samples of the result ${most} 100000000000`);
    expect(() => logMel({ ...sound, samplingRate: 16_000 }, { seconds: 1e9 })).toThrow(
      `samples of a sound ${most}`,
    );
  });

  it('what is no sound, or has channels that are no samples, is refused', async () => {
    const samples = Float32Array.of(0, 0.5);
    const given: [unknown, string][] = [
      [samples, 'a sound must be { samplingRate, channels }, got Float32Array'],
      [Promise.resolve(mono(8000, samples)), 'a sound must be { samplingRate, channels }, got Promise'],
      [undefined, 'a sound must be { samplingRate, channels }, got Undefined'],
      [{ samplingRate: 8000, channels: samples }, 'a list with a Float32Array for each; got Float32Array'],
      [
        { samplingRate: 8000, channels: [[0, 0.5]] },
        'channel 0 must be a Float32Array of samples from −1 to 1, got Array',
      ],
      [{ samplingRate: 8000, channels: [samples, Int16Array.of(0, 9)] }, 'channel 1 must be a Float32Array'],
    ];
    for (const [sound, message] of given) {
      expect(() => Reflect.apply(checkSound, undefined, [sound])).toThrow(ValueError);
      expect(() => Reflect.apply(checkSound, undefined, [sound])).toThrow(message);
    }
  });
});

describe('one channel', () => {
  it('opposite channels are silence, equal ones stay as they are', () => {
    const wave = sine(440, 8000, 101);
    const opposite = { samplingRate: 8000, channels: [wave, wave.map((sample) => -sample)] };
    expect(toMono(opposite).channels).toEqual([new Float32Array(101)]);
    expect(toMono({ samplingRate: 8000, channels: [wave, wave] }).channels).toEqual([wave]);
    const eight = { samplingRate: 8000, channels: Array.from({ length: 8 }, (_, at) => Float32Array.of(at)) };
    expect(toMono(eight).channels).toEqual([Float32Array.of(3.5)]);
  });

  it('no channel, and channels of different lengths, are refused', () => {
    expect(() => toMono({ samplingRate: 8000, channels: [] })).toThrow(ValueError);
    const uneven = { samplingRate: 8000, channels: [new Float32Array(3), new Float32Array(2)] };
    expect(() => toMono(uneven)).toThrow('channel 1 has 2 samples, but channel 0 has 3');
  });
});

describe("Whisper's features", () => {
  it.each([1, 4, 200, 201, 9600])('%i samples give [80, 3000], all finite', (length) => {
    const features = logMel(mono(16_000, sine(440, 16_000, length)), { seconds: 30 });
    expect(features.shape).toEqual([80, 3000]);
    expect(features.dataSync().every((value) => Number.isFinite(value))).toBe(true);
  });

  it('what is short is as it is with silence added by hand', () => {
    const short = sine(440, 16_000, 9600);
    const padded = new Float32Array(480_000);
    padded.set(short);
    const byHand = logMel(mono(16_000, padded)).dataSync();
    expect(logMel(mono(16_000, short), { seconds: 30 }).dataSync()).toEqual(byHand);
  });

  it.each([
    [480_000, 3000],
    [960_001, 6000],
    [201, 1],
    [200, 1],
  ])('%i samples without padding give %i frames', (length, frames) => {
    const features = logMel(mono(16_000, new Float32Array(length)), { bins: 3 });
    expect(features.shape).toEqual([3, frames]);
    expect(features.dataSync().every((value) => value === -1.5)).toBe(true);
  });

  it('no samples, NaN, and 8 kHz are refused; nothing is resampled unasked', () => {
    expect(() => logMel(mono(16_000, new Float32Array(0)), { seconds: 30 })).toThrow(
      'logMel: the sound has no samples',
    );
    expect(() => logMel(mono(16_000, Float32Array.of(0, Number.NaN)))).toThrow(
      'sample 1 of channel 0 is NaN',
    );
    expect(() => logMel(mono(8000, sine(440, 8000)))).toThrow(
      'logMel: needs sound at 16000 Hz, got 8000 Hz; resample(sound, 16000) makes it',
    );
    expect(() => logMel(mono(16_000, sine(440, 16_000)), { seconds: 0 })).toThrow(OptionError);
    expect(() => logMel(mono(16_000, sine(440, 16_000)), Object.assign({ bin: 80 }))).toThrow(
      'unknown option bin',
    );
  });

  it('silent and clipped sound is finite, and stereo is averaged', () => {
    for (const value of [0, 1, -1, 40]) {
      const features = logMel(mono(16_000, new Float32Array(1601).fill(value)), { bins: 5 });
      expect(features.dataSync().every((feature) => Number.isFinite(feature))).toBe(true);
    }
    const wave = sine(440, 16_000, 1600);
    const stereo = { samplingRate: 16_000, channels: [wave, wave] };
    expect(logMel(stereo).dataSync()).toEqual(logMel(mono(16_000, wave)).dataSync());
  });
});

it('a part of a sound', () => {
  const sound = mono(
    10,
    Float32Array.from({ length: 35 }, (_, at) => at),
  );
  expect(first(cropSound(sound, { from: 0.5, to: 0.9 }))).toEqual(Float32Array.of(5, 6, 7, 8));
  expect(first(cropSound(sound, { from: 3, to: 99 })).length).toBe(5);
  expect(first(cropSound(sound, { from: 3.5 })).length).toBe(0);
  for (const bad of [{ from: -1 }, { from: 2, to: 1 }, { from: 4 }, { from: Number.NaN }]) {
    expect(() => cropSound(sound, bad)).toThrow(OptionError);
  }
});
