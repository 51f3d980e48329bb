import {
  add,
  crossEntropy,
  Embedding,
  gelu,
  LayerNorm,
  Linear,
  Module,
  Parameter,
  reshape,
  scaledDotProductAttention,
  split,
  type Tensor,
  transpose,
  xavierUniform,
} from '@heed/core';

/** Sizes of the model, and the tokens that it reads of each text. */
export interface Size {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly vocabulary: number;
  readonly length: number;
}

class Block extends Module {
  readonly attentionNorm: LayerNorm;
  readonly project: Linear;
  readonly output: Linear;
  readonly innerNorm: LayerNorm;
  readonly up: Linear;
  readonly down: Linear;
  readonly #heads: number;

  constructor({ width, heads }: Size) {
    super();
    this.#heads = heads;
    this.attentionNorm = new LayerNorm(width);
    this.project = new Linear(width, 3 * width);
    this.output = new Linear(width, width);
    this.innerNorm = new LayerNorm(width);
    this.up = new Linear(width, 4 * width);
    this.down = new Linear(4 * width, width);
  }

  override forward(x: Tensor): Tensor {
    const [batch = 0, length = 0, width = 0] = x.shape;
    const joint = this.project.forward(this.attentionNorm.forward(x));
    const parts = split(reshape(joint, [batch, length, 3, this.#heads, width / this.#heads]), {
      parts: 3,
      axis: 2,
    });
    const [queries, keys, values] = parts.map(headsOf);
    if (!queries || !keys || !values) return x;
    const attended = scaledDotProductAttention(queries, keys, values, { causal: true });
    const together = reshape(transpose(attended, [0, 2, 1, 3]), [batch, length, width]);
    const middle = add(x, this.output.forward(together));
    return add(middle, this.down.forward(gelu(this.up.forward(this.innerNorm.forward(middle)))));
  }
}

/** [batch, length, 1, heads, head width] as [batch, heads, length, head width]. */
function headsOf(part: Tensor): Tensor {
  const [batch = 0, length = 0, , heads = 0, width = 0] = part.shape;
  return transpose(reshape(part, [batch, length, heads, width]), [0, 2, 1, 3]);
}

/** A small decoder-only Transformer (pre-norm, causal, gelu) with learned positions; tfjs.mjs is the same in plain TensorFlow.js. */
export class LanguageModel extends Module {
  readonly tokens: Embedding;
  readonly positions: Parameter;
  readonly blocks: Block[];
  readonly norm: LayerNorm;
  readonly head: Linear;

  constructor(size: Size) {
    super();
    this.tokens = new Embedding(size.vocabulary, size.width);
    this.positions = new Parameter([size.length, size.width], xavierUniform);
    this.blocks = Array.from({ length: size.layers }, () => new Block(size));
    this.norm = new LayerNorm(size.width);
    this.head = new Linear(size.width, size.vocabulary);
  }

  override forward(ids: Tensor): Tensor {
    const x = add(this.tokens.forward(ids), this.positions);
    return this.head.forward(this.norm.forward(this.blocks.reduce((y, block) => block.forward(y), x)));
  }

  /** Mean cross-entropy of the targets. */
  loss(ids: Tensor, targets: Tensor): Tensor {
    return crossEntropy(this.forward(ids), targets);
  }
}
