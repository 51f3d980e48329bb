import { LayerNorm, type Tensor, transpose } from '@heed/core';

/** Layer normalisation over the channels of a map, [batch, channels, rows, columns] → the same shape. */
export class MapNorm extends LayerNorm {
  override forward(map: Tensor): Tensor {
    return transpose(super.forward(transpose(map, [0, 2, 3, 1])), [0, 3, 1, 2]);
  }
}
