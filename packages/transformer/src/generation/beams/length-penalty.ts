/**
 * Length penalty of Wu et al. 2016 (equation 14): `((5 + length) / 6)^α`. Scores are log-probabilities divided by
 * it, so that α > 0 favours longer outputs.
 */
export function lengthPenalty(length: number, alpha: number): number {
  return ((5 + length) / 6) ** alpha;
}
