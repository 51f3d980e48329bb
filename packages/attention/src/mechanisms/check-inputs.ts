import { DTypeError, ShapeError, showShape, type Tensor } from '@heed/core';

/**
 * Refuses queries, keys and values that do not fit together, in the caller's own shapes, before a mechanism
 * rearranges them; and a mask that does more than hide keys from all queries alike.
 */
export function checkInputs(
  name: string,
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  mask: Tensor | undefined,
): void {
  const [batch = 0, heads = 0, , width = 0] = queries.shape;
  const [keyBatch, keyHeads = 0, room = 0, keyWidth] = keys.shape;
  const fits =
    [queries, keys, values].every((x) => x.rank === 4) &&
    batch === keyBatch &&
    width === keyWidth &&
    heads % keyHeads === 0 &&
    keys.shape.slice(0, 3).every((length, axis) => length === values.shape[axis]);
  if (!fits) {
    const seen = [queries, keys, values].map(({ shape }) => showShape(shape)).join(', ');
    throw new ShapeError(
      `${name}: needs queries [batch, heads, L, dimension], keys [batch, keyHeads, S, dimension] and values ` +
        `[batch, keyHeads, S, any], heads a multiple of keyHeads; got ${seen}`,
    );
  }
  if (mask === undefined) return;
  if (mask.dtype !== 'bool') {
    throw new DTypeError(`${name}: a mask is boolean (true = attend), got ${mask.dtype}`);
  }
  const full = [batch, heads, 1, room];
  const hidesKeys =
    mask.rank === 4 &&
    mask.shape.every((length, axis) => length === full[axis] || (length === 1 && axis < 3));
  if (!hidesKeys) {
    throw new ShapeError(
      `${name}: the mask hides keys from all queries alike and is ${showShape(full)} (batch and heads may be 1), ` +
        `got ${showShape(mask.shape)}`,
    );
  }
}
