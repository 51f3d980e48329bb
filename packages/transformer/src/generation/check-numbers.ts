import { checkWhole, OptionError, showValue } from '@heed/core';

/** Refuses a number outside [least, most]. */
export function checkBetween(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new OptionError(`${name} must be from ${least} to ${most}, got ${value}`);
}

/** Refuses a number that is not above 0 and finite. */
export function checkPositive(name: string, value: number): number {
  if (value > 0 && Number.isFinite(value)) return value;
  throw new OptionError(`${name} must be above 0 and finite, got ${value}`);
}

/** Refuses infinities and NaN. */
export function checkFinite(name: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new OptionError(`${name} must be finite, got ${value}`);
}

/** Refuses what cannot be an id of any vocabulary. */
export function checkIds(name: string, ids: readonly number[]): readonly number[] {
  if (!Array.isArray(ids)) throw new OptionError(`${name} must be a list of ids, got ${showValue(ids)}`);
  for (const id of ids) checkWhole(`${name}: an id`, id, 0);
  return ids;
}
