import { checkOneOf, checkOptions, checkWhole, OptionError } from '@heed/core';

/** How pitch is taken from frequency: HTK's 2595 log₁₀(1 + f/700), or Slaney's, linear to 1 kHz and logarithmic above. */
export type MelScale = 'htk' | 'slaney';

/** Options of {@link melFilterBank}. */
export interface MelFilterBankOptions {
  /** Numbers of a spectrum, from 0 to half the sampling rate: half the length of its transform, and one. */
  readonly frequencies: number;
  /** Filters. */
  readonly bins: number;
  readonly samplingRate: number;
  readonly scale: MelScale;
  /** Lowest frequency in hertz; 0 by default. */
  readonly lowest?: number;
  /** Highest frequency in hertz; half the sampling rate by default. */
  readonly highest?: number;
  /** `slaney` divides each filter by its width, so that all have one area; absent, all have one height. */
  readonly norm?: 'slaney';
  /** Whether the triangles are straight in hertz, or on the mel scale as in Kaldi; hertz by default. */
  readonly straightIn?: 'hertz' | 'mel';
  /** Multiplies frequencies, as a shorter (> 1) or longer vocal tract does (Jaitly and Hinton 2013); 1 by default. */
  readonly warp?: number;
}

const known = [
  'frequencies',
  'bins',
  'samplingRate',
  'scale',
  'lowest',
  'highest',
  'norm',
  'straightIn',
  'warp',
];
/** Slaney's scale has 15 mels to 1 kHz, then 27 to each factor of 6.4. */
const slaney = { mels: 15, hertz: 1000, step: Math.log(6.4) / 27 };
/** Speech has little above this: what is higher is warped less, so that half the sampling rate stays where it is. */
const warpedTo = 4800;

/**
 * The mel value of a frequency in hertz.
 *
 * @example
 * ```ts
 * import { hertzToMel } from '@heed/speech';
 * console.log(hertzToMel(1000, 'slaney')); // 15
 * ```
 */
export function hertzToMel(hertz: number, scale: MelScale): number {
  if (scale === 'htk') return 2595 * Math.log10(1 + hertz / 700);
  return hertz < slaney.hertz
    ? (3 * hertz) / 200
    : slaney.mels + Math.log(hertz / slaney.hertz) / slaney.step;
}

/**
 * The frequency in hertz of a mel value: {@link hertzToMel} backwards.
 *
 * @example
 * ```ts
 * import { melToHertz } from '@heed/speech';
 * console.log(melToHertz(15, 'slaney')); // 1000
 * ```
 */
export function melToHertz(mel: number, scale: MelScale): number {
  if (scale === 'htk') return 700 * (10 ** (mel / 2595) - 1);
  return mel < slaney.mels ? (200 * mel) / 3 : slaney.hertz * Math.exp(slaney.step * (mel - slaney.mels));
}

/**
 * Triangular filters that sum a spectrum up as an ear does, evenly spaced on the mel scale and each from the middle of
 * the one before to the middle of the next: as librosa, torchaudio and transformers make them.
 *
 * @returns A row of `frequencies` weights for each filter.
 * @throws {OptionError} for an option that is unknown or out of range.
 *
 * @example
 * ```ts
 * import { melFilterBank } from '@heed/speech';
 * const filters = melFilterBank({ frequencies: 201, bins: 80, samplingRate: 16_000, scale: 'slaney', norm: 'slaney' });
 * console.log(filters.length, filters[0]?.length); // 80 201
 * ```
 */
export function melFilterBank(options: MelFilterBankOptions): Float64Array[] {
  checkOptions('melFilterBank', options, known);
  const {
    frequencies,
    bins,
    samplingRate,
    scale,
    lowest = 0,
    highest = samplingRate / 2,
    warp = 1,
  } = options;
  checkWhole('melFilterBank: frequencies', frequencies, 2);
  checkMelBins('melFilterBank', bins, frequencies);
  checkOneOf('melFilterBank: scale', scale, ['htk', 'slaney']);
  checkOneOf('melFilterBank: norm', options.norm, ['slaney', undefined]);
  checkOneOf('melFilterBank: straightIn', options.straightIn ?? 'hertz', ['hertz', 'mel']);
  checkRange(samplingRate, lowest, highest);
  checkWarp('melFilterBank', warp);
  const inMel = options.straightIn === 'mel';
  const [from, to] = [hertzToMel(lowest, scale), hertzToMel(highest, scale)];
  const edges = Array.from({ length: bins + 2 }, (_, at) => {
    const hertz = melToHertz(from + ((to - from) * at) / (bins + 1), scale);
    return warped(hertz, warp, samplingRate / 2);
  });
  const placeOf = (hertz: number) => (inMel ? hertzToMel(hertz, scale) : hertz);
  const places = Float64Array.from({ length: frequencies }, (_, at) =>
    placeOf((at * samplingRate) / (2 * (frequencies - 1))),
  );
  return Array.from({ length: bins }, (_, bin) => {
    const [low, middle, high] = edges.slice(bin, bin + 3).map(placeOf);
    if (low === undefined || middle === undefined || high === undefined)
      throw new OptionError('melFilterBank: bins');
    const width = (edges[bin + 2] ?? 0) - (edges[bin] ?? 0);
    const height = options.norm === 'slaney' ? 2 / width : 1;
    return places.map(
      (at) => height * Math.max(0, Math.min((at - low) / (middle - low), (high - at) / (high - middle))),
    );
  });
}

/** More filters than there are frequencies to hear would have some that hear nothing. */
export function checkMelBins(name: string, bins: number, frequencies: number): void {
  checkWhole(`${name}: bins`, bins, 1, frequencies);
}

/** Refuses what no vocal tract does to frequencies. */
export function checkWarp(name: string, warp: number): void {
  if (!(warp > 0.5 && warp < 2))
    throw new OptionError(`${name}: warp must be between 0.5 and 2, got ${warp}`);
}

function checkRange(samplingRate: number, lowest: number, highest: number): void {
  if (!(lowest >= 0 && lowest < highest && highest <= samplingRate / 2)) {
    const range = `${lowest}, ${highest}, half of ${samplingRate}`;
    throw new OptionError(`melFilterBank: 0 ≤ lowest < highest ≤ samplingRate / 2 must hold, got ${range}`);
  }
}

/** Piecewise linear: times `warp` up to a bend, then to half the sampling rate, which stays. */
function warped(hertz: number, warp: number, half: number): number {
  if (warp === 1) return hertz;
  const highest = Math.min(warpedTo, 0.85 * half) * Math.min(warp, 1);
  const bend = highest / warp;
  if (hertz <= bend) return hertz * warp;
  return half - ((half - highest) / (half - bend)) * (half - hertz);
}
