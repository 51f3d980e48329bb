import { concat, LayerNorm, Linear, Module, RandomGenerator, type Tensor } from '@heed/core';
import { poolPatches } from '../../patches/pooling.ts';
import { depthRates } from '../stochastic-depth.ts';
import type { PictureClassifier, PictureEncoder } from '../vision-model.ts';
import { LayerStack } from '../vit-like/layer.ts';
import type { Dinov2Config } from './config.ts';
import { Dinov2Embeddings } from './embeddings.ts';
import { Dinov2Layer } from './layer.ts';

/**
 * DINOv2 (Oquab et al. 2023; with registers, Darcet et al. 2024), trained without labels: its patches tell the parts of a
 * picture apart, and its class token serves as the picture's embedding. [batch, channels, height, width] →
 * [batch, 1 + registers + patches, width]. Its fields are the names of published weights.
 *
 * Observers can ask for the tokens (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`….attention.attention.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { Dinov2Model, readDinov2Config } from '@heed/vision';
 * const config = readDinov2Config(
 *   new HfConfig({
 *     model_type: 'dinov2_with_registers', image_size: 28, patch_size: 14, hidden_size: 8,
 *     num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new Dinov2Model(config).initialize(generator);
 * const states = model.forward(generator.normal([1, 3, 28, 42]));
 * console.log(states.shape, model.embed(states).shape); // 1 class token, 4 registers, 6 patches: [1, 11, 8] [1, 8]
 * ```
 */
export class Dinov2Model extends Module implements PictureEncoder {
  readonly config: Dinov2Config;
  readonly embeddings: Dinov2Embeddings;
  readonly encoder: LayerStack<Dinov2Layer>;
  readonly layernorm: LayerNorm;

  /** @param generator Source of all dropout. */
  constructor(config: Dinov2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.embeddings = new Dinov2Embeddings(config, generator);
    const rates = depthRates(config.stochasticDepth, config.layers);
    this.encoder = new LayerStack(config.layers, (at) => new Dinov2Layer(config, rates[at] ?? 0, generator));
    this.layernorm = new LayerNorm(config.width, { epsilon: config.epsilon });
  }

  /** Number of tokens before the patches. */
  get firstTokens(): number {
    return 1 + this.config.registers;
  }

  /** Pixels [batch, channels, height, width] → states [batch, tokens, width]. */
  override forward(pixels: Tensor): Tensor {
    return this.layernorm.forward(this.encoder.forward(this.embeddings.forward(pixels)));
  }

  /** The state of the class token, [batch, tokens, width] → [batch, width]. */
  embed(states: Tensor): Tensor {
    return poolPatches(states, 'class', 1);
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `encoder.layer.${layer}.attention.attention.weights`;
  }
}

/**
 * DINOv2 that classifies by the state of the class token beside the mean of the patches: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { Dinov2ForImageClassification, readDinov2Config } from '@heed/vision';
 * const config = readDinov2Config(
 *   new HfConfig({
 *     model_type: 'dinov2', image_size: 28, patch_size: 14, hidden_size: 8,
 *     num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new Dinov2ForImageClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 28, 28])).shape); // [1, 2]
 * ```
 */
export class Dinov2ForImageClassification extends Module implements PictureClassifier {
  readonly config: Dinov2Config;
  readonly dinov2: Dinov2Model;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: Dinov2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.dinov2 = new Dinov2Model(config, generator);
    this.classifier = new Linear(2 * config.width, config.labels.length);
  }

  /** Number of tokens before the patches. */
  get firstTokens(): number {
    return this.dinov2.firstTokens;
  }

  /** Pixels [batch, channels, height, width] → logits [batch, labels]. */
  override forward(pixels: Tensor): Tensor {
    const states = this.dinov2.forward(pixels);
    const pooled = [this.dinov2.embed(states), poolPatches(states, 'mean', this.firstTokens)];
    return this.classifier.forward(concat(pooled, { axis: 1 }));
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `dinov2.${this.dinov2.attentionPath(layer)}`;
  }
}
