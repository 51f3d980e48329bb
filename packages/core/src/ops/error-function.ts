/** Continued fraction of erfc for x ≥ 2.5, evaluated backwards (Abramowitz and Stegun 7.1.14). */
function complementByFraction(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** Series `2/√π · e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!` (Abramowitz and Stegun 7.1.6): all terms positive. */
function bySeries(x: number): number {
  let term = x;
  let total = x;
  for (let n = 1; n < 200 && term > total * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return ((2 / Math.sqrt(Math.PI)) * total) / Math.exp(x * x);
}

/** The error function in float64, to about 1e-15. */
export function errorFunction(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  return Math.sign(x) * (size < 2.5 ? bySeries(size) : 1 - complementByFraction(size));
}
