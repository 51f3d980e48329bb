import {
  add,
  crossEntropy,
  Embedding,
  gelu,
  LayerNorm,
  Linear,
  Module,
  reshape,
  scaledDotProductAttention,
  type Tensor,
  transpose,
} from '@heed/core';

const [heads, headWidth] = [3, 5];
const width = heads * headWidth;

/** A decoder of one block over 11 tokens: an op of every kind that training a Transformer uses. */
export class SmallModel extends Module {
  readonly tokens: Embedding = new Embedding(11, width);
  readonly norm: LayerNorm = new LayerNorm(width);
  readonly queries: Linear = new Linear(width, width);
  readonly keys: Linear = new Linear(width, width);
  readonly values: Linear = new Linear(width, width);
  readonly up: Linear = new Linear(width, 7);
  readonly down: Linear = new Linear(7, width);
  readonly head: Linear = new Linear(width, 11);

  override forward(ids: Tensor): Tensor {
    const x = this.tokens.forward(ids);
    const normed = this.norm.forward(x);
    const [batch = 0, length = 0] = ids.shape;
    const split = (y: Tensor): Tensor =>
      transpose(reshape(y, [batch, length, heads, headWidth]), [0, 2, 1, 3]);
    const [q, k, v] = [this.queries, this.keys, this.values].map((layer) => split(layer.forward(normed)));
    if (!q || !k || !v) return x;
    const attended = transpose(scaledDotProductAttention(q, k, v, { causal: true }), [0, 2, 1, 3]);
    const y = add(x, reshape(attended, [batch, length, width]));
    return this.head.forward(add(y, this.down.forward(gelu(this.up.forward(y)))));
  }

  /** Mean cross-entropy of the targets. */
  loss(ids: Tensor, targets: Tensor): Tensor {
    return crossEntropy(this.forward(ids), targets);
  }
}
