import { checkKind, checkWhole } from '@heed/core';

/**
 * The layers of a model, one after the other.
 *
 * @param count How many.
 * @param create Makes one; it is told its place.
 * @throws {OptionError} for a number that is not whole, such as one that a config lacks.
 *
 * @example
 * ```ts
 * import { Linear } from '@heed/core';
 * import { stackLayers } from '@heed/transformer';
 * console.log(stackLayers(3, () => new Linear(8, 8)).length); // 3
 * ```
 */
export function stackLayers<Layer>(count: number, create: (index: number) => Layer): Layer[] {
  checkWhole('layers', count, 0, 2 ** 20);
  checkKind('stackLayers: create', create, 'a function');
  return Array.from({ length: count }, (_, index) => create(index));
}
