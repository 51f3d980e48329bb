import {
  checkOneOf,
  checkOptions,
  DTypeError,
  OptionError,
  type RotaryPairs,
  ShapeError,
  showShape,
  type Tensor,
  ValueError,
} from '@heed/core';

/** Which rows of a table of positions a call wants. */
export interface PositionOptions {
  /** Position of the first row; what a cache holds already. 0 by default. */
  readonly offset?: number;
  /** int32 [batch|1, length], the position of each token, where they do not stand one after another. */
  readonly positionIds?: Tensor | undefined;
}

/** Checks the options of one call and gives the position of its first row. */
export function checkPositionOptions(name: string, length: number, options: PositionOptions): number {
  checkOptions(name, options, ['offset', 'positionIds']);
  const { offset = 0, positionIds } = options;
  checkOffset(name, offset);
  if (positionIds === undefined) return offset;
  if (options.offset !== undefined) throw new OptionError(`${name}: give offset or positionIds, not both`);
  checkPositionIds(name, positionIds, length);
  return 0;
}

/** Refuses ids that are not int32 [batch|1, length], one for each token. */
export function checkPositionIds(name: string, ids: Tensor, length: number): void {
  if (ids.dtype !== 'int32') throw new DTypeError(`${name}: position ids must be int32, got ${ids.dtype}`);
  if (ids.rank !== 2 || ids.shape[1] !== length) {
    throw new ShapeError(
      `${name}: position ids must be [batch or 1, ${length}], one for each token, got ${showShape(ids.shape)}`,
    );
  }
}

/** Refuses first positions that are not whole numbers from 0. */
export function checkOffset(name: string, offset: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new ValueError(`${name}: the first position must be a whole number from 0, got ${offset}`);
  }
}

/** Refuses arrangements of pairs that do not exist. */
export function checkPairs(name: string, pairs: RotaryPairs): void {
  checkOneOf(`${name}: pairs`, pairs, ['halves', 'neighbours']);
}
