/**
 * The largest difference of two answers, relative to the largest number of ours; infinite where the lengths differ or a
 * number is missing.
 */
export function difference(own: readonly number[], other: readonly number[]): number {
  if (own.length === 0 || own.length !== other.length) return Number.POSITIVE_INFINITY;
  const largest = Math.max(...own.map(Math.abs)) || 1;
  const worst = Math.max(...own.map((value, at) => Math.abs(value - (other[at] ?? Number.NaN)))) / largest;
  return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
}

/**
 * How a peer's answer stands to ours: `measured` where it is as near as it must be, or is not compared; `disagrees` where
 * it is not; `differs` where it is not and need not be, since another peer is the reference.
 */
export function verdict(
  apart: number | undefined,
  tolerance: number,
  isBinding: boolean,
): 'measured' | 'disagrees' | 'differs' {
  if (apart === undefined || apart <= tolerance) return 'measured';
  return isBinding ? 'disagrees' : 'differs';
}
