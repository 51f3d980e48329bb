import {
  checkOptions,
  LayerNorm,
  Linear,
  Module,
  OptionError,
  RandomGenerator,
  type Tensor,
} from '@heed/core';
import { activationNamed } from '@heed/transformer';
import { poolPatches } from '../../patches/pooling.ts';
import type { PictureEncoder } from '../vision-model.ts';
import { ViTEmbeddings } from '../vit-like/embeddings.ts';
import { LayerStack, type ViTConfig, ViTLayer } from '../vit-like/layer.ts';

/** Options of {@link ViTModel}. */
export interface ViTModelOptions {
  /** Have a pooler; false by default, as in files with a head. */
  readonly pooler?: boolean;
  /** Have a distillation token beside the class token (Touvron et al. 2021); false by default. */
  readonly distilled?: boolean;
  /** Source of all dropout; its state makes a training run repeatable. */
  readonly generator?: RandomGenerator;
}

/** What pretraining left behind the class token: `act(dense(state))`. */
export class ViTPooler extends Module {
  readonly dense: Linear;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: ViTConfig) {
    super(config);
    const { width, poolerWidth, poolerActivation } = config;
    this.dense = new Linear(width, poolerWidth);
    this.#activation = activationNamed(poolerActivation);
  }

  /** [batch, tokens, width] → [batch, pooler width] */
  override forward(states: Tensor): Tensor {
    return this.#activation(this.dense.forward(poolPatches(states, 'class', 1)));
  }
}

/**
 * Vision Transformer (Dosovitskiy et al. 2021): states of a class token and of a picture's patches,
 * [batch, channels, height, width] → [batch, 1 + patches, width]. Its fields are the names of published weights.
 * Pictures of another size than `imageSize` are read with interpolated positions.
 *
 * Observers can ask for the tokens (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`….attention.attention.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readViTConfig, ViTModel } from '@heed/vision';
 * const config = readViTConfig(
 *   new HfConfig({
 *     image_size: 32, patch_size: 8, hidden_size: 16, intermediate_size: 32,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ViTModel(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 32, 32])).shape); // [1, 17, 16]
 * console.log(model.forward(generator.normal([1, 3, 40, 24])).shape); // 5 rows of 3 patches: [1, 16, 16]
 * ```
 */
export class ViTModel extends Module implements PictureEncoder {
  readonly config: ViTConfig;
  readonly firstTokens: number;
  readonly embeddings: ViTEmbeddings;
  readonly encoder: LayerStack<ViTLayer>;
  readonly layernorm: LayerNorm;
  readonly pooler: ViTPooler | undefined;

  constructor(config: ViTConfig, options: ViTModelOptions = {}) {
    super(config);
    checkOptions('ViTModel', options, ['pooler', 'distilled', 'generator']);
    const { pooler = false, distilled = false, generator = new RandomGenerator(0) } = options;
    this.config = config;
    this.firstTokens = distilled ? 2 : 1;
    this.embeddings = new ViTEmbeddings(config, generator, { distilled });
    this.encoder = new LayerStack(config.layers, () => new ViTLayer(config, generator));
    this.layernorm = new LayerNorm(config.width, { epsilon: config.epsilon });
    this.pooler = pooler ? new ViTPooler(config) : undefined;
  }

  /**
   * States of a picture, [batch, tokens, width].
   *
   * @throws {ShapeError} for another number of channels, and where a picture does not divide into patches.
   */
  override forward(pixels: Tensor): Tensor {
    return this.layernorm.forward(this.encoder.forward(this.embeddings.forward(pixels)));
  }

  /** The state of the class token, [batch, tokens, width] → [batch, width]. */
  embed(states: Tensor): Tensor {
    return poolPatches(states, 'class', 1);
  }

  /**
   * What the pooler makes of states, [batch, tokens, width] → [batch, pooler width].
   *
   * @throws {OptionError} for a model without a pooler.
   */
  pool(states: Tensor): Tensor {
    if (this.pooler !== undefined) return this.pooler.forward(states);
    throw new OptionError('ViTModel was made without a pooler');
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `encoder.layer.${layer}.attention.attention.weights`;
  }
}
