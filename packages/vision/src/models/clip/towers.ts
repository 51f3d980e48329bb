import {
  argmax,
  cast,
  embedding,
  equal,
  LayerNorm,
  Module,
  type RandomGenerator,
  reshape,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import { poolPatches } from '../../patches/pooling.ts';
import { TowerEncoder } from '../clip-like/encoder.ts';
import type { TextTowerOptions } from '../clip-like/similarity.ts';
import { TowerTextEmbeddings } from '../clip-like/text-embeddings.ts';
import { TowerVisionEmbeddings } from '../clip-like/vision-embeddings.ts';
import type { VisionConfig } from '../vision-config.ts';
import type { ClipConfig } from './config.ts';

/** CLIP's tower of pictures: a ViT with a norm before its first layer, too. */
export class ClipVisionTransformer extends Module {
  readonly embeddings: TowerVisionEmbeddings;
  /** Misspelt in the published files. */
  readonly preLayrnorm: LayerNorm;
  readonly encoder: TowerEncoder;
  readonly postLayernorm: LayerNorm;

  constructor(config: VisionConfig, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.embeddings = new TowerVisionEmbeddings(config, { classToken: true });
    this.preLayrnorm = new LayerNorm(width, { epsilon });
    this.encoder = new TowerEncoder(config, generator);
    this.postLayernorm = new LayerNorm(width, { epsilon });
  }

  /** Pixels [batch, channels, height, width] → states [batch, tokens, width] */
  override forward(pixels: Tensor): Tensor {
    return this.encoder.forward(this.preLayrnorm.forward(this.embeddings.forward(pixels)));
  }

  /** The normalised state of the class token, [batch, tokens, width] → [batch, width]. */
  pool(states: Tensor): Tensor {
    return this.postLayernorm.forward(poolPatches(states, 'class', 1));
  }
}

/** CLIP's tower of texts, which reads from left to right; the state of the end token stands for the text. */
export class ClipTextTransformer extends Module {
  readonly embeddings: TowerTextEmbeddings;
  readonly encoder: TowerEncoder;
  readonly finalLayerNorm: LayerNorm;
  readonly #endId: number | undefined;

  constructor(config: ClipConfig, generator: RandomGenerator) {
    super(config);
    const { text, endId } = config;
    this.embeddings = new TowerTextEmbeddings(text);
    this.encoder = new TowerEncoder(text, generator);
    this.finalLayerNorm = new LayerNorm(text.width, { epsilon: text.epsilon });
    this.#endId = endId;
  }

  /** Token ids int32 [batch, length] → states [batch, length, width] */
  override forward(ids: Tensor, { mask }: TextTowerOptions = {}): Tensor {
    const states = this.encoder.forward(this.embeddings.forward(ids), { mask, causal: true });
    return this.finalLayerNorm.forward(states);
  }

  /** The state of each text's first end token, [batch, length, width] → [batch, width]. */
  pool(states: Tensor, ids: Tensor): Tensor {
    const [batch = 0, length = 0, width = 0] = states.shape;
    const marks = this.#endId === undefined ? ids : cast(equal(ids, this.#endId), 'int32');
    const places = argmax(cast(marks, 'float32'), { axis: 1 }).dataSync();
    const rows = tensor(Int32Array.from(places, (place, row) => row * length + place));
    return embedding(reshape(states, [batch * length, width]), to(rows, states.backend));
  }
}
