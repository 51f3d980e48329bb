import {
  checkKind,
  checkOptions,
  checkShare,
  checkWhole,
  DTypeError,
  OptionError,
  type RandomGenerator,
  ShapeError,
  showValue,
  type Tensor,
  tensor,
} from '@heed/core';

/** Options of {@link specAugment}; the defaults are the policy LD of the paper. */
export interface SpecAugmentOptions {
  /** Masks over bins; 2 by default. */
  readonly frequencyMasks?: number;
  /** Most bins of one mask; 27 by default. */
  readonly frequencyWidth?: number;
  /** Masks over frames; 2 by default. */
  readonly timeMasks?: number;
  /** Most frames of one mask; 100 by default. */
  readonly timeWidth?: number;
  /** Most frames of one mask as a part of all; 1 by default. */
  readonly timeShare?: number;
  /** Frames by which the middle may move, the rest stretched along; 0 by default, 80 in the paper. */
  readonly timeWarp?: number;
  /** What stands under a mask: a number, or `mean`, that of the features, by default. */
  readonly fill?: number | 'mean';
}

const counts = ['frequencyMasks', 'frequencyWidth', 'timeMasks', 'timeWidth', 'timeWarp'] as const;

/**
 * SpecAugment (Park et al. 2019): hides bands of frequency and of time in the features of a sound, so that a recogniser
 * does not lean on any of them; time may be warped before. Widths are drawn from 0 to the most, then places.
 *
 * @param features float32 [frames, bins], those of one sound.
 * @throws {ShapeError} for features of other than two axes.
 * @throws {OptionError} for an option that is unknown or out of range.
 *
 * @example
 * ```ts
 * import { ones, RandomGenerator } from '@heed/core';
 * import { specAugment } from '@heed/speech';
 * const hidden = specAugment(ones([50, 80]), new RandomGenerator(0), { timeWidth: 10, fill: 0 });
 * console.log(hidden.shape); // [50, 80]
 * ```
 */
export function specAugment(
  features: Tensor,
  generator: RandomGenerator,
  options: SpecAugmentOptions = {},
): Tensor {
  checkOptions('specAugment', options, [...counts, 'timeShare', 'fill']);
  const { frequencyMasks = 2, frequencyWidth = 27, timeMasks = 2, timeWidth = 100 } = options;
  const { timeShare = 1, timeWarp = 0, fill = 'mean' } = options;
  for (const name of counts) checkWhole(`specAugment: ${name}`, options[name] ?? 0, 0);
  checkShare('specAugment: timeShare', timeShare);
  if (fill !== 'mean' && !Number.isFinite(fill)) {
    throw new OptionError(`specAugment: fill must be mean or a finite number, got ${showValue(fill)}`);
  }
  checkKind('specAugment: features', features, 'a tensor');
  if (features.dtype !== 'float32') {
    throw new DTypeError(`specAugment: features must be float32, got ${features.dtype}; cast() them first`);
  }
  checkKind('specAugment: generator', generator, 'a RandomGenerator');
  const [frames, bins, ...rest] = features.shape;
  if (frames === undefined || bins === undefined || rest.length > 0) {
    throw new ShapeError(`specAugment: features must be [frames, bins], got [${features.shape.join(', ')}]`);
  }
  const data = warpedInTime(
    Float32Array.from(features.dataSync()),
    { frames, bins, most: timeWarp },
    generator,
  );
  const under =
    fill === 'mean' ? data.reduce((sum, value) => sum + value, 0) / Math.max(1, data.length) : fill;
  for (let mask = 0; mask < frequencyMasks; mask++) {
    const [start, end] = band(bins, frequencyWidth, generator);
    for (let frame = 0; frame < frames; frame++) data.fill(under, frame * bins + start, frame * bins + end);
  }
  for (let mask = 0; mask < timeMasks; mask++) {
    const [start, end] = band(frames, Math.min(timeWidth, Math.floor(timeShare * frames)), generator);
    data.fill(under, start * bins, end * bins);
  }
  return tensor(data, { shape: [frames, bins] });
}

function band(length: number, widest: number, generator: RandomGenerator): [start: number, end: number] {
  const width = generator.nextInteger(Math.min(widest, length) + 1);
  const start = generator.nextInteger(length - width + 1);
  return [start, start + width];
}

/** A frame in the middle is moved, and those before and after are stretched or squeezed, by linear interpolation. */
function warpedInTime(
  data: Float32Array<ArrayBuffer>,
  { frames, bins, most }: { readonly frames: number; readonly bins: number; readonly most: number },
  generator: RandomGenerator,
): Float32Array<ArrayBuffer> {
  const reach = Math.min(most, Math.floor((frames - 3) / 2));
  if (reach < 1) return data;
  const center = reach + 1 + generator.nextInteger(frames - 2 * reach - 2);
  const moved = center - reach + generator.nextInteger(2 * reach + 1);
  const last = frames - 1;
  return data.map((_, at) => {
    const [frame, bin] = [Math.floor(at / bins), at % bins];
    const source =
      frame < moved
        ? (frame * center) / moved
        : center + ((frame - moved) * (last - center)) / (last - moved);
    const near = Math.min(Math.floor(source), last);
    const [before, after] = [data[near * bins + bin] ?? 0, data[Math.min(near + 1, last) * bins + bin] ?? 0];
    return before + (after - before) * (source - near);
  });
}
