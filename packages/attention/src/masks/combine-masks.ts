import { checkKind, DTypeError, logicalAnd, ShapeError, showShape, type Tensor, tidy } from '@heed/core';

const axes = ['batch', 'heads', 'queries', 'keys'] as const;

/**
 * Combines masks: a pair of query and key stays where every mask is true. Absent masks count as all true. Batch,
 * heads and queries of a mask are those of the others, or 1 for all of them; its keys are always written out.
 *
 * @throws {DTypeError} for a mask that is not boolean.
 * @throws {ShapeError} for masks that do not have four axes, or would broadcast by accident.
 *
 * @example
 * ```ts
 * import { causalMask, combineMasks, paddingMask } from '@heed/attention';
 * const mask = combineMasks(causalMask(3, 3), paddingMask([2, 3], 3)); // [2, 1, 3, 3]
 * ```
 */
export function combineMasks(...masks: readonly (Tensor | undefined)[]): Tensor | undefined {
  const present = masks.filter((mask) => mask !== undefined);
  for (const mask of present) checkMask(mask);
  const [first, ...others] = present;
  if (first === undefined) return undefined;
  return tidy(() => others.reduce(both, first));
}

function both(a: Tensor, b: Tensor): Tensor {
  const apart = axes.find((axis, at) => {
    const [left, right] = [a.shape[at], b.shape[at]];
    return left !== right && (axis === 'keys' || (left !== 1 && right !== 1));
  });
  if (apart === undefined) return logicalAnd(a, b);
  const rule = apart === 'keys' ? 'must be equal' : 'must be equal, or 1 for all';
  throw new ShapeError(
    `combineMasks: a mask of ${inWords(a)} does not go with one of ${inWords(b)}: ${apart} ${rule}`,
  );
}

function inWords(mask: Tensor): string {
  return axes.map((axis, at) => `${axis} ${mask.shape[at]}`).join(', ');
}

function checkMask(mask: Tensor): void {
  checkKind('combineMasks: mask', mask, 'a tensor');
  if (mask.dtype !== 'bool') {
    throw new DTypeError(
      `combineMasks: a mask is boolean (true = attend), got ${mask.dtype}; numbers go in bias`,
    );
  }
  if (mask.rank !== 4) {
    throw new ShapeError(
      `combineMasks: a mask has axes [batch, heads, queries, keys], got ${showShape(mask.shape)}`,
    );
  }
}
