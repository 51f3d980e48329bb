import { checkWhole, OptionError } from '@heed/core';

/**
 * Width of a head: the one that is given, or an equal part of the whole.
 *
 * @throws {OptionError} for heads or a width that are no whole numbers from 1, and a whole that does not divide.
 */
export function headDimensionOf(name: string, width: number, heads: number, given?: number): number {
  checkWhole(`${name}: heads`, heads);
  if (given !== undefined) return checkWhole(`${name}: headDimension`, given);
  if (Number.isInteger(width / heads) && width > 0) return width / heads;
  throw new OptionError(`${name}: width ${width} does not divide into ${heads} heads`);
}

/** Refuses key and value heads that cannot serve equal groups of query heads. */
export function checkGroups(name: string, heads: number, keyValueHeads: number): void {
  checkWhole(`${name}: keyValueHeads`, keyValueHeads);
  if (heads % keyValueHeads === 0) return;
  throw new OptionError(`${name}: ${heads} heads do not divide into ${keyValueHeads} groups`);
}
