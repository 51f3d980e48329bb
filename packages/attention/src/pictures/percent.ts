/** A weight as people read it: `62.1 %`. */
export function percent(weight: number): string {
  const text = (100 * weight).toFixed(1);
  return `${text === '-0.0' ? '0.0' : text}\u00a0%`;
}
