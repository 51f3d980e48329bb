import { tensor } from '@heed/core';
import type { BeitForImageClassification } from '@heed/vision';

/** How fast a head's interest falls with the squared distance from its place, in patches. */
const strength = { sharp: 2, broad: 0.2 };

/** Where heads look at first, as rows down and columns right of their own patch: the four neighbours, then all around. */
const places = [
  { down: -1, right: 0, strength: strength.sharp },
  { down: 1, right: 0, strength: strength.sharp },
  { down: 0, right: -1, strength: strength.sharp },
  { down: 0, right: 1, strength: strength.sharp },
  { down: 0, right: 0, strength: strength.broad },
];

/**
 * Lets the heads of a fresh model begin as a convolution: each looks at one neighbour of its own patch, by a bias of
 * `−strength · |way − place|²`, and training is free to change that (d'Ascoli et al. 2021, ConViT, there with gates). What
 * a convolution knows from the start, that near things belong together, need not be learned from the data.
 */
export function startLocal(model: BeitForImageClassification): void {
  const { imageSize, patchSize, heads } = model.config;
  const [rows, columns] = [imageSize[0] / patchSize[0], imageSize[1] / patchSize[1]];
  for (const layer of model.beit.encoder.layer) {
    const table = layer.attention.attention.positions;
  }
}
