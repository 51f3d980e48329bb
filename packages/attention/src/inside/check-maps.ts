import { checkKind, OptionError, ShapeError, sameShape, showShape, type Tensor } from '@heed/core';

/** Refuses what is no attention map, [batch, heads, queries, keys]. */
export function checkMap(name: string, weights: Tensor): void {
  checkKind(`${name}: weights`, weights, 'a tensor');
  if (weights.rank === 4) return;
  throw new ShapeError(
    `${name}: weights must be [batch, heads, queries, keys], got ${showShape(weights.shape)}`,
  );
}

/** Refuses what are no maps of self-attention, layer by layer over the same tokens. */
export function checkLayers(name: string, layers: readonly Tensor[]): void {
  checkKind(`${name}: layers`, layers, 'a list');
  const [first] = layers;
  if (first === undefined)
    throw new OptionError(`${name}: needs the weights of one layer at least, got none`);
  for (const [index, weights] of layers.entries()) {
    checkMap(name, weights);
    const [batch = 0, , queries = 0, keys = 0] = weights.shape;
    if (queries !== keys) {
      throw new ShapeError(
        `${name}: needs self-attention, [batch, heads, length, length]; layer ${index} is ${showShape(weights.shape)}`,
      );
    }
    if (!sameShape([batch, queries], [first.shape[0] ?? 0, first.shape[2] ?? 0])) {
      throw new ShapeError(
        `${name}: layer 0 is ${showShape(first.shape)}, layer ${index} is ${showShape(weights.shape)}`,
      );
    }
  }
}
