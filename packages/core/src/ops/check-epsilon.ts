import { OptionError } from '../errors.ts';

/** Refuses an ε of a norm that would make roots of negative numbers, or nothing but NaN. */
export function checkEpsilon(name: string, epsilon: number): number {
  if (Number.isFinite(epsilon) && epsilon >= 0) return epsilon;
  throw new OptionError(`${name}: epsilon must be a finite number of at least 0, got ${epsilon}`);
}
