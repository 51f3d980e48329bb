import { multiply, OptionError, ValueError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { melCepstra } from './cepstra.ts';
import type { FrameOptions } from './frame-spectrum.ts';
import { filterBank, kaldiFilterBank } from './kaldi-filter-bank.ts';
import { logMel, whisperLogMel } from './log-mel.ts';
import { LogMelStream } from './log-mel-stream.ts';
import { hertzToMel, type MelFilterBankOptions, melFilterBank, melToHertz } from './mel-filter-bank.ts';
import { shortTimeFourierTransform } from './short-time-fourier-transform.ts';
import { type WindowName, windowFunction } from './window-function.ts';

const golden = readGolden('speech/features/features.safetensors');
function goldenOf(name: string) {
  const found = golden.get(name);
  if (found === undefined) throw new Error(`no ${name} in the fixture`);
  return found;
}
const samplesOf = (name: string) => Float32Array.from(goldenOf(name).data);
const soundOf = (name: string) => ({ samplingRate: 16_000, channels: [samplesOf(name)] });

/** The largest difference, as a part of the largest value. */
function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  const scale = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    Array.from(expected).reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (actual[at] ?? Number.NaN))),
      0,
    ) / scale
  );
}

describe('windows, as numpy makes them', () => {
  const names: readonly WindowName[] = ['hann', 'hamming', 'povey'];
  it.each(names)('%s', (name) => {
    for (const periodic of [true, false]) {
      const expected = goldenOf(`window.${name}.${periodic ? 'periodic' : 'symmetric'}`).data;
      expect(difference(windowFunction(name, 53, periodic), expected)).toBeLessThan(1e-14);
    }
  });

  it('an unknown name and a length of 0 are refused', () => {
    const odd: { name: WindowName } = JSON.parse('{"name": "gauss"}');
    expect(() => windowFunction(odd.name, 5, true)).toThrow(
      'must be hann, hamming, povey or rectangular, got gauss',
    );
    expect(() => windowFunction('hann', 0, true)).toThrow(OptionError);
    expect(windowFunction('hann', 1, false)).toEqual(Float64Array.of(1));
  });
});

describe('mel filter banks, as transformers makes them', () => {
  const banks: readonly (readonly [string, Omit<MelFilterBankOptions, 'samplingRate'>])[] = [
    ['slaney_80', { frequencies: 201, bins: 80, scale: 'slaney', norm: 'slaney', highest: 8000 }],
    ['htk_40', { frequencies: 129, bins: 40, scale: 'htk', lowest: 50, highest: 7000 }],
    ['kaldi_23', { frequencies: 257, bins: 23, scale: 'htk', straightIn: 'mel', lowest: 20 }],
  ];
  it.each(banks)('%s', (name, options) => {
    const rows = melFilterBank({ ...options, samplingRate: 16_000 });
    expect([rows.length, rows[0]?.length]).toEqual(goldenOf(`mel.${name}`).shape);
    expect(
      difference(
        rows.flatMap((row) => [...row]),
        goldenOf(`mel.${name}`).data,
      ),
    ).toBeLessThan(1e-6);
  });

  it('a vocal tract of another length moves the filters, and 1 leaves them', () => {
    const options = { frequencies: 257, bins: 23, scale: 'htk', samplingRate: 16_000 } as const;
    const middle = (row: Float64Array | undefined) =>
      (row ?? new Float64Array()).indexOf(Math.max(...(row ?? [])));
    const [plain, up] = [melFilterBank(options), melFilterBank({ ...options, warp: 1.2 })];
    expect(melFilterBank({ ...options, warp: 1 })).toEqual(plain);
    expect(middle(up[9]) / middle(plain[9])).toBeCloseTo(1.2, 1);
    for (const row of up) expect(row.some((weight) => weight > 0)).toBe(true);
  });

  it('pitch and frequency are each other backwards', () => {
    for (const scale of ['htk', 'slaney'] as const) {
      for (const hertz of [0, 61, 999, 1000, 1001, 7919]) {
        expect(melToHertz(hertzToMel(hertz, scale), scale)).toBeCloseTo(hertz, 8);
      }
    }
  });

  it('options out of range are refused', () => {
    const options = { frequencies: 201, bins: 80, samplingRate: 16_000, scale: 'htk' } as const;
    for (const bad of [
      { frequencies: 1 },
      { bins: 0 },
      { bins: 202 },
      { bins: 1.5 },
      { lowest: -1 },
      { highest: 8001 },
      { warp: 3 },
    ]) {
      expect(() => melFilterBank({ ...options, ...bad })).toThrow(OptionError);
    }
    expect(() => melFilterBank(Object.assign({ bin: 3 }, options))).toThrow('unknown option bin');
  });
});

describe('spectra, as numpy makes them', () => {
  const all: readonly (readonly [string, FrameOptions])[] = [
    ['whisper', { frameLength: 400, hopLength: 160, window: 'hann', periodic: true, padding: 'reflect' }],
    [
      'within',
      {
        frameLength: 127,
        hopLength: 83,
        transformLength: 256,
        window: 'hamming',
        periodic: false,
        padding: 'none',
      },
    ],
    [
      'zero',
      { frameLength: 100, hopLength: 37, windowLength: 60, window: 'hann', periodic: true, padding: 'zero' },
    ],
  ];
  it.each(all)('%s', (name, options) => {
    const { real, imaginary } = shortTimeFourierTransform(samplesOf('short'), options);
    expect(real.shape).toEqual(goldenOf(`spectrum.${name}.real`).shape);
    expect(difference(real.dataSync(), goldenOf(`spectrum.${name}.real`).data)).toBeLessThan(2e-7);
    expect(difference(imaginary.dataSync(), goldenOf(`spectrum.${name}.imaginary`).data)).toBeLessThan(2e-7);
  });

  it.each([1, 3, 49, 127, 210])('frames of %i numbers keep their energy', (frameLength) => {
    const samples = samplesOf('sound').subarray(0, frameLength);
    const options = {
      frameLength,
      hopLength: 1,
      window: 'rectangular',
      periodic: true,
      padding: 'none',
    } as const;
    const { real, imaginary } = shortTimeFourierTransform(samples, options);
    const [squares, others] = [
      [...multiply(real, real).dataSync()],
      multiply(imaginary, imaginary).dataSync(),
    ];
    const energy = squares.reduce((sum, square, k) => {
      const power = square + (others[k] ?? 0);
      return sum + (k === 0 || 2 * k === frameLength ? power : 2 * power);
    }, 0);
    expect(energy / frameLength / samples.reduce((sum, sample) => sum + sample ** 2, 0)).toBeCloseTo(1, 5);
  });

  it('lengths that do not fit, and too few samples, are refused', () => {
    const options = {
      frameLength: 400,
      hopLength: 160,
      window: 'hann',
      periodic: true,
      padding: 'none',
    } as const;
    const short = new Float32Array(399);
    expect(() => shortTimeFourierTransform(short, options)).toThrow('needs more than 399 samples');
    expect(() => shortTimeFourierTransform(short, { ...options, hopLength: 0 })).toThrow(OptionError);
    expect(() => shortTimeFourierTransform(short, { ...options, transformLength: 256 })).toThrow(
      'got 400, 400, 256',
    );
    expect(() => shortTimeFourierTransform(new Float32Array(0), { ...options, padding: 'reflect' })).toThrow(
      ValueError,
    );
  });
});

describe("Kaldi's features", () => {
  it('filter banks', () => {
    const features = filterBank(soundOf('sound'));
    expect(features.shape).toEqual(goldenOf('kaldi.80').shape);
    expect(difference(features.dataSync(), goldenOf('kaldi.80').data)).toBeLessThan(1e-6);
  });

  it.each([
    ['plain', 0],
    ['liftered', 22],
  ])('cepstra, %s', (name, lifter) => {
    const cepstra = melCepstra(soundOf('sound'), { lifter });
    expect(cepstra.shape).toEqual(goldenOf(`mfcc.${name}`).shape);
    expect(difference(cepstra.dataSync(), goldenOf(`mfcc.${name}`).data)).toBeLessThan(1e-6);
  });

  it('a sound shorter than a frame, another rate and odd options are refused', () => {
    const sound = { samplingRate: 16_000, channels: [new Float32Array(399)] };
    expect(() => filterBank(sound)).toThrow('a frame has 400 samples, the sound 399');
    expect(() => filterBank(sound, { samplingRate: 8000 })).toThrow('needs sound at 8000 Hz, got 16000 Hz');
    expect(() => melCepstra(sound, { coefficients: 24 })).toThrow('a whole number from 1 to 23, got 24');
  });
});

describe('settings of which no features can be made are refused at once', () => {
  it.each([0, -80, 1.5, Number.NaN, 202])('%s bins', (bins) => {
    expect(() => whisperLogMel(bins)).toThrow(OptionError);
    expect(() => whisperLogMel(bins)).toThrow(
      `whisperLogMel: bins must be a whole number from 1 to 201, got ${bins}`,
    );
    expect(() => logMel(soundOf('sound'), { bins })).toThrow(OptionError);
    if (bins === 202) return;
    expect(() => kaldiFilterBank({ bins })).toThrow(
      `kaldiFilterBank: bins must be a whole number from 1 to 257, got ${bins}`,
    );
    expect(() => melCepstra(soundOf('sound'), { bins })).toThrow(OptionError);
  });

  it.each([
    ['samplingRate must be from 100 hertz, got 0', { samplingRate: 0 }],
    ['samplingRate must be from 100 hertz, got Infinity', { samplingRate: Infinity }],
    ['scale must be above 0 and finite, got NaN', { scale: Number.NaN }],
    ['warp must be between 0.5 and 2, got 0', { warp: 0 }],
    ['window must be hann, hamming, povey or rectangular, got gauss', JSON.parse('{ "window": "gauss" }')],
  ])('kaldiFilterBank: %s', (message, options) => {
    expect(() => kaldiFilterBank(options)).toThrow(OptionError);
    expect(() => kaldiFilterBank(options)).toThrow(`kaldiFilterBank: ${message}`);
  });

  it.each([
    ['floor must be above 0 and finite, got 0', { floor: 0 }],
    ['samplingRate must be above 0 and finite, got -1', { samplingRate: -1 }],
    ['logarithm must be natural or decimal, got binary', JSON.parse('{ "logarithm": "binary" }')],
  ])('LogMelConfig: %s', (message, change) => {
    const config = { ...whisperLogMel(7), ...change };
    expect(() => new LogMelStream(config)).toThrow(`LogMelConfig: ${message}`);
  });
});
