import type { EngineTensor } from './engine/tensorflow.ts';

/** What is known on this side of whole numbers that lie on the engine, so that ids are checked without reading. */
export interface KnownRange {
  /** No number is below. */
  readonly low: number;
  /** No number is above. */
  readonly high: number;
  /** The numbers themselves, where they came from this side. */
  readonly values?: Int32Array;
}

/** A buffer of the backend: a tensor of TensorFlow.js, which `writeSlice` may exchange for another. */
export interface TfjsBuffer {
  /** Where the elements are. */
  tensor: EngineTensor;
  /** Of whole numbers, as far as it is known. */
  range: KnownRange | undefined;
}

/** The range of numbers that are at hand. */
export function rangeOf(values: Int32Array): KnownRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high, values };
}

/** A range that covers several; unknown if one is. */
export function joinedRange(ranges: readonly (KnownRange | undefined)[]): KnownRange | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const range of ranges) {
    if (range === undefined) return undefined;
    low = Math.min(low, range.low);
    high = Math.max(high, range.high);
  }
  return { low, high };
}
