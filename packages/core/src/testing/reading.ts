import { ValueError } from '../errors.ts';
import { type Shape, sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** A tensor read out, with what it is, for messages. */
export interface Reading {
  readonly what: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Reads tensors out and disposes of them. */
export async function readAll(what: string, tensors: readonly Tensor[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const [index, x] of tensors.entries()) {
    const data = [...(await x.data())];
    readings.push({ what: `${what} ${index}`, dtype: x.dtype, shape: x.shape, data });
  }
  for (const x of tensors) x.dispose();
  return readings;
}

/** Where an element stands: the 11th of [3, 7] at [1, 4]. */
function placeOf(element: number, shape: Shape): string {
  let rest = element;
  const place = shape.toReversed().map((length) => {
    const at = rest % length;
    rest = Math.floor(rest / length);
    return at;
  });
  return showShape(place.reverse());
}

/** The error of a number, relative to the right one where that is above 1; ∞ where one of them alone is NaN or ∞. */
export function errorOf(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

/**
 * Refuses a reading that differs in shape, type, or a number by more than `tolerance`; numbers that are not floats
 * must be equal.
 *
 * @throws {ValueError} that names the element, what was expected and what was seen.
 */
export function checkReading(actual: Reading | undefined, expected: Reading, tolerance: number): void {
  const { what, dtype, shape } = expected;
  if (actual === undefined || actual.dtype !== dtype || !sameShape(actual.shape, shape)) {
    const seen = actual === undefined ? 'nothing' : `${actual.dtype} ${showShape(actual.shape)}`;
    throw new ValueError(`${what}: expected ${dtype} ${showShape(shape)}, got ${seen}`);
  }
  if (actual.data.length !== expected.data.length) {
    throw new ValueError(`${what}: ${actual.data.length} numbers for the shape ${showShape(shape)}`);
  }
  const allowed = dtype === 'float32' || dtype === 'float64' ? tolerance : 0;
  for (const [element, right] of expected.data.entries()) {
    const number = actual.data[element] ?? Number.NaN;
    if (errorOf(number, right) > allowed) {
      const place = shape.length > 1 ? ` at ${placeOf(element, shape)}` : '';
      throw new ValueError(`${what}, element ${element}${place}: expected ${right}, got ${number}`);
    }
  }
}
