import { checkWhole, OptionError } from '@heed/core';
import { checkSound, mostSamples, type Sound } from './sound.ts';

/** Zero crossings of the sinc to each side, and the Kaiser window's β: what would fold back lies 100 dB lower. */
const crossings = 64;
const beta = 10.06;
/** Middle of the slope between what is kept and what is not, in Nyquist frequencies of the lower rate: all is kept to 0.9, nothing from 1. */
const rolloff = 0.95;
/** Most weights that are kept for the samples to come. */
const maximumKept = 2 ** 22;
/** So many that straight lines between them err by less than 1e-7. */
const windowSteps = 4096;

/**
 * The same sound at another rate, band-limited: what the lower of the two rates cannot hold is taken out, so that it
 * does not fold back into speech. A sinc under a Kaiser window, evaluated at the exact time of each sample (Smith and
 * Gossett 1984, “A flexible sampling-rate conversion method”); before and after the sound is silence. n samples become
 * n · rate / samplingRate, rounded to nearest.
 *
 * @param rate Samples a second of the result, in hertz.
 * @throws {OptionError} for a rate that is not finite or not above 0, of the sound as well.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts
 * import { resample } from '@heed/speech';
 * const sound = { samplingRate: 44_100, channels: [new Float32Array(441)] };
 * console.log(resample(sound, 16_000).channels[0]?.length); // 160
 * ```
 */
export function resample(sound: Sound, rate: number): Sound {
  checkSound(sound);
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new OptionError(`resample: the rate must be above 0 hertz, got ${rate}`);
  }
  if (rate === sound.samplingRate) return sound;
  const length = sound.channels[0]?.length ?? 0;
  checkWhole(
    'resample: samples of the result',
    Math.round((length / sound.samplingRate) * rate),
    0,
    mostSamples,
  );
  const momentOf = momentsBetween(sound.samplingRate, rate);
  return {
    samplingRate: rate,
    channels: sound.channels.map((samples) => weighted(samples, rate / sound.samplingRate, momentOf)),
  };
}

/** What a sample of the result is made of: weights for the samples from `start` on. */
interface Moment {
  readonly start: number;
  readonly weights: Float64Array;
}

function weighted(samples: Float32Array, ratio: number, momentOf: (index: number) => Moment): Float32Array {
  const result = new Float32Array(Math.round(samples.length * ratio));
  for (let index = 0; index < result.length; index++) {
    const { start, weights } = momentOf(index);
    const end = Math.min(weights.length, samples.length - start);
    let sum = 0;
    for (let tap = Math.max(0, -start); tap < end; tap++)
      sum += (weights[tap] ?? 0) * (samples[start + tap] ?? 0);
    result[index] = sum;
  }
  return result;
}

/** Rates of a small ratio meet the same fractions of a sample again and again: their weights are kept. */
function momentsBetween(from: number, to: number): (index: number) => Moment {
  const narrow = Math.min(1, to / from);
  const half = crossings / narrow;
  const window = kaiserWindow();
  const kept = new Map<number, Float64Array>();
  const most = maximumKept / (2 * half);
  const divisor = Number.isInteger(from) && Number.isInteger(to) ? greatestCommonDivisor(from, to) : 1;
  const [down, up] = [from / divisor, to / divisor];
  return (index) => {
    const place = Math.floor((index * down) / up);
    const rest = index * down - place * up;
    const fraction = rest / up;
    const first = Math.ceil(fraction - half);
    let weights = kept.get(rest);
    if (weights === undefined) {
      weights = weightsFor(fraction, half, rolloff * narrow, window);
      if (kept.size < most) kept.set(rest, weights);
    }
    return { start: place + first, weights };
  };
}

/** The windowed sinc around a time between sample 0 and 1, scaled to a sum of 1: what is constant stays as it is. */
function weightsFor(fraction: number, half: number, cutoff: number, window: Float64Array): Float64Array {
  const first = Math.ceil(fraction - half);
  const weights = new Float64Array(Math.floor(fraction + half) - first + 1);
  let sum = 0;
  for (const tap of weights.keys()) {
    const time = first + tap - fraction;
    const angle = Math.PI * cutoff * time;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    const place = Math.min(Math.abs(time) / half, 1) * windowSteps;
    const step = Math.floor(place);
    const near = window[step] ?? 0;
    const next = window[step + 1] ?? 0;
    const weight = sinc * (near + (next - near) * (place - step));
    weights[tap] = weight;
    sum += weight;
  }
  return weights.map((weight) => weight / sum);
}

/** Kaiser's window from its middle to its end, I₀(β √(1 − x²)) for x from 0 to 1; between two of its numbers it is straight. */
function kaiserWindow(): Float64Array {
  return Float64Array.from({ length: windowSteps + 1 }, (_, at) =>
    bessel(beta * Math.sqrt(1 - (at / windowSteps) ** 2)),
  );
}

/** The modified Bessel function I₀, of which Kaiser's window is made: Σ ((x/2)ᵏ / k!)². */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
