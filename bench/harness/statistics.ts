/** The value below which a share of the sorted values lies, with straight lines between them; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? Number.NaN : low + (high - low) * (place % 1);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * How many times as fast one side is as another: the median of what each round says, so that a neighbour who comes and
 * goes hits both sides alike; and by the best rounds, which were disturbed least.
 */
export function speedRatio(
  own: readonly number[],
  other: readonly number[],
): { typical: number; best: number } {
  const pairs = other.flatMap((time, round) => {
    const mine = own[round];
    return mine === undefined ? [] : [time / mine];
  });
  return { typical: median(pairs), best: Math.min(...other) / Math.min(...own) };
}
