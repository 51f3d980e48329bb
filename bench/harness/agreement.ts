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
