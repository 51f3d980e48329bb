import { type Module, tensor } from '@heed/core';
import type { VisionConfig } from '@heed/vision';

/** Where a head looks first, in patches from its own, and how fast its interest falls with the squared distance. */
interface Place {
  readonly down: number;
  readonly right: number;
  readonly strength: number;
}

/** The four neighbours, a head for each; the others look all around. */
const neighbours: readonly Place[] = [
  { down: -1, right: 0, strength: 2 },
  { down: 1, right: 0, strength: 2 },
  { down: 0, right: -1, strength: 2 },
  { down: 0, right: 1, strength: 2 },
];
const around: Place = { down: 0, right: 0, strength: 0.2 };

/**
 * Lets the heads of a fresh model with relative biases begin as a convolution: the bias of a way is
 * `−strength · |way − place|²`, and training may change it as it likes (d'Ascoli et al. 2021, ConViT, there with gates). That
 * near things belong together, which a convolution has built in, need not be learned from few pictures then.
 */
export function startLocal(
  model: Module,
  { imageSize, patchSize, heads }: Pick<VisionConfig, 'imageSize' | 'patchSize' | 'heads'>,
): void {
  const [rows, columns] = [imageSize[0] / patchSize[0], imageSize[1] / patchSize[1]];
  const places = Array.from({ length: heads }, (_, head) => neighbours[head] ?? around);
  for (const [path, table] of model.parameters()) {
    if (!path.endsWith('relativePositionBiasTable')) continue;
    const numbers = new Float32Array(table.size);
    // A way leads from the key to the query. The three behind them, of the class token, begin at 0.
    for (let down = 1 - rows; down < rows; down++) {
      for (let right = 1 - columns; right < columns; right++) {
        const way = (down + rows - 1) * (2 * columns - 1) + right + columns - 1;
        for (const [head, place] of places.entries()) {
          const squared = (down + place.down) ** 2 + (right + place.right) ** 2;
          numbers[way * heads + head] = -place.strength * squared;
        }
      }
    }
    table.assign(tensor(numbers, { shape: table.shape }));
  }
}
