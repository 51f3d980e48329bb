import { Dropout } from '../module/dropout.ts';
import { Embedding } from '../module/embedding.ts';
import { LayerNorm } from '../module/layer-norm.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { RMSNorm } from '../module/rms-norm.ts';
import * as ops from '../ops/index.ts';
import type { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';

/** How an attention block of these models looks around. */
interface Looking {
  /** [batch, 1, 1, length], true = attend. */
  readonly mask?: Tensor;
  readonly causal?: boolean;
  /** Angles of the positions, [1, length, headDimension / 2]. */
  readonly angles?: Tensor;
  /** Where keys and values of former tokens lie, and how many they are. */
  readonly cache?: KeyValueCache;
}

/** Keys and values of the tokens so far, in buffers with room for more; made and freed by the test. */
export interface KeyValueCache {
  readonly keys: Tensor;
  readonly values: Tensor;
  length: number;
}

/** Self-attention with grouped heads (Vaswani et al. 2017; Ainslie et al. 2023). */
export class AttentionBlock extends Module {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly oProj: Linear;
  readonly #headDimension: number;

  constructor(width: number, heads: number, keyHeads: number) {
    super();
    this.#headDimension = width / heads;
    this.qProj = new Linear(width, width);
    this.kProj = new Linear(width, keyHeads * this.#headDimension);
    this.vProj = new Linear(width, keyHeads * this.#headDimension);
    this.oProj = new Linear(width, width, { bias: false });
  }

  override forward(x: Tensor, { mask, causal = false, angles, cache }: Looking = {}): Tensor {
    const [batch = 0, length = 0, width = 0] = x.shape;
    const split = (y: Tensor): Tensor =>
      ops.transpose(ops.reshape(y, [batch, length, -1, this.#headDimension]), [0, 2, 1, 3]);
    const turned = (y: Tensor): Tensor =>
      angles === undefined ? y : ops.rope(y, ops.cos(angles), ops.sin(angles), { pairs: 'halves' });
    const queries = turned(split(this.qProj.forward(x)));
    let keys = turned(split(this.kProj.forward(x)));
    let values = split(this.vProj.forward(x));
    if (cache !== undefined) {
      const position = { axis: 2, start: cache.length };
      ops.writeInto(cache.keys, keys, position);
      ops.writeInto(cache.values, values, position);
      cache.length += length;
      ({ keys, values } = cache);
    }
    const options = { causal, ...(mask && { mask }), ...(cache && { keyLength: cache.length }) };
    const context = ops.scaledDotProductAttention(queries, keys, values, options);
    return this.oProj.forward(ops.reshape(ops.transpose(context, [0, 2, 1, 3]), [batch, length, width]));
  }
}

/** A layer of BERT with the norms in front: attention and a GELU network, each with its residual. */
class EncoderLayer extends Module {
  readonly attentionNorm: LayerNorm;
  readonly attention: AttentionBlock;
  readonly networkNorm: LayerNorm;
  readonly inner: Linear;
  readonly outer: Linear;
  readonly dropout: Dropout;

  constructor(width: number, generator: RandomGenerator) {
    super();
    this.attentionNorm = new LayerNorm(width);
    this.attention = new AttentionBlock(width, 2, 2);
    this.networkNorm = new LayerNorm(width);
    this.inner = new Linear(width, 2 * width);
    this.outer = new Linear(2 * width, width);
    this.dropout = new Dropout(0.1, generator);
  }

  override forward(x: Tensor, mask: Tensor): Tensor {
    const context = this.attention.forward(this.attentionNorm.forward(x), { mask });
    const middle = ops.add(x, this.dropout.forward(context));
    const hidden = ops.gelu(this.inner.forward(this.networkNorm.forward(middle)));
    return ops.add(middle, this.dropout.forward(this.outer.forward(hidden)));
  }
}

/** An encoder that sorts texts into classes: embeddings of tokens and places, two layers, the mean, a linear map. */
export class Encoder extends Module {
  readonly tokens: Embedding;
  readonly positions: Embedding;
  readonly layers: readonly EncoderLayer[];
  readonly norm: LayerNorm;
  readonly classifier: Linear;

  constructor(size: { vocabulary: number; length: number; classes: number }, generator: RandomGenerator) {
    super();
    const width = 12;
    this.tokens = new Embedding(size.vocabulary, width, { paddingIndex: 0 });
    this.positions = new Embedding(size.length, width);
    this.layers = [new EncoderLayer(width, generator), new EncoderLayer(width, generator)];
    this.norm = new LayerNorm(width);
    this.classifier = new Linear(width, size.classes);
  }

  /** Token ids [batch, length], 0 for padding → logits [batch, classes]. */
  override forward(ids: Tensor): Tensor {
    const [batch = 0, length = 0] = ids.shape;
    const real = ops.notEqual(ids, 0);
    const mask = ops.reshape(real, [batch, 1, 1, length]);
    let x = ops.add(this.tokens.forward(ids), this.positions.forward(ops.arange(length)));
    for (const layer of this.layers) x = layer.forward(x, mask);
    const weights = ops.expandDims(ops.cast(real, 'float32'), { axis: 2 });
    const total = ops.sum(ops.multiply(this.norm.forward(x), weights), { axis: 1 });
    return this.classifier.forward(ops.divide(total, ops.sum(weights, { axis: 1 })));
  }
}

/** A layer of Llama: RMS norms, rotary positions, grouped heads, a SiLU gate. */
class DecoderLayer extends Module {
  readonly attentionNorm: RMSNorm;
  readonly attention: AttentionBlock;
  readonly networkNorm: RMSNorm;
  readonly gate: Linear;
  readonly up: Linear;
  readonly down: Linear;

  constructor(width: number) {
    super();
    this.attentionNorm = new RMSNorm(width);
    this.attention = new AttentionBlock(width, 4, 2);
    this.networkNorm = new RMSNorm(width);
    this.gate = new Linear(width, 20, { bias: false });
    this.up = new Linear(width, 20, { bias: false });
    this.down = new Linear(20, width, { bias: false });
  }

  override forward(x: Tensor, looking: Looking): Tensor {
    const middle = ops.add(x, this.attention.forward(this.attentionNorm.forward(x), looking));
    const normed = this.networkNorm.forward(middle);
    const gated = ops.multiply(ops.silu(this.gate.forward(normed)), this.up.forward(normed));
    return ops.add(middle, this.down.forward(gated));
  }
}

/** A language model of two layers whose output matrix is the embedding's. */
export class Decoder extends Module {
  readonly tokens: Embedding;
  readonly layers: readonly DecoderLayer[];
  readonly norm: RMSNorm;

  constructor(vocabulary: number) {
    super();
    this.tokens = new Embedding(vocabulary, 16);
    this.layers = [new DecoderLayer(16), new DecoderLayer(16)];
    this.norm = new RMSNorm(16);
  }

  /** Token ids [batch, length] → logits [batch, length, vocabulary]; with a cache for each layer, ids that follow. */
  override forward(ids: Tensor, caches: readonly KeyValueCache[] = []): Tensor {
    const [, length = 0] = ids.shape;
    const start = caches[0]?.length ?? 0;
    const places = ops.arange(start + length, { start, dtype: 'float32' });
    const angles = ops.multiply(ops.reshape(places, [1, length, 1]), ops.tensor([1, 0.1]));
    let x = this.tokens.forward(ids);
    for (const [index, layer] of this.layers.entries()) {
      const cache = caches[index];
      x = layer.forward(x, { causal: true, angles, ...(cache && { cache }) });
    }
    return ops.linear(this.norm.forward(x), this.tokens.weight);
  }
}
