import type { Tensor } from '@heed/core';

/** What a detector found: of each of its queries, what it is and where. */
export interface DetectionOutput {
  /** Of all classes, of which the last is "nothing": [batch, queries, labels + 1]. */
  readonly logits: Tensor;
  /** Middle (x, y), width and height, as shares of the picture: [batch, queries, 4]. */
  readonly boxes: Tensor;
}
