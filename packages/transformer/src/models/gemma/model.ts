import { KeyValueCache, type PositionScheme, RotaryPositions } from '@heed/attention';
import {
  add,
  checkOptions,
  divide,
  Embedding,
  Linear,
  Module,
  multiply,
  RandomGenerator,
  type Tensor,
  tanh,
} from '@heed/core';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import { type CausalLanguageModel, type CausalOptions, causalOptionNames } from '../causal-language-model.ts';
import { type DecoderLayerOptions, throughLayers } from '../decoder-layers.ts';
import { lastPositions } from '../last-positions.ts';
import { LayerCaches } from '../layer-caches.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import { GemmaAttention } from './attention.ts';
import type { GemmaConfig } from './config.ts';
import { GemmaNorm } from './norm.ts';

/** The gated feed-forward layer (Shazeer 2020): `down(act(gate(x)) ⊙ up(x))`. */
export class GemmaMlp extends Module {
  readonly gateProj: Linear;
  readonly upProj: Linear;
  readonly downProj: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: GemmaConfig) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.gateProj = new Linear(width, feedForwardWidth, { bias: false });
    this.upProj = new Linear(width, feedForwardWidth, { bias: false });
    this.downProj = new Linear(feedForwardWidth, width, { bias: false });
    this.#activated = activatedLinear(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.downProj.forward(this.#activated(this.gateProj, x, this.upProj));
  }
}

/** One layer: attention and feed-forward, each between two norms, and around both a residual sum. */
export class GemmaLayer extends Module {
  readonly selfAttn: GemmaAttention;
  readonly mlp: GemmaMlp;
  readonly inputLayernorm: GemmaNorm;
  readonly postAttentionLayernorm: GemmaNorm;
  readonly preFeedforwardLayernorm: GemmaNorm;
  readonly postFeedforwardLayernorm: GemmaNorm;

  constructor(config: GemmaConfig, layer: number, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.selfAttn = new GemmaAttention(config, layer, positions, generator);
    this.mlp = new GemmaMlp(config);
    this.inputLayernorm = new GemmaNorm(width, epsilon);
    this.postAttentionLayernorm = new GemmaNorm(width, epsilon);
    this.preFeedforwardLayernorm = new GemmaNorm(width, epsilon);
    this.postFeedforwardLayernorm = new GemmaNorm(width, epsilon);
  }

  override forward(x: Tensor, options: DecoderLayerOptions): Tensor {
    const context = this.selfAttn.forward(this.inputLayernorm.forward(x), { ...options, causal: true });
    const attended = add(x, this.postAttentionLayernorm.forward(context));
    const moved = this.mlp.forward(this.preFeedforwardLayernorm.forward(attended));
    return add(attended, this.postFeedforwardLayernorm.forward(moved));
  }
}

/** Embeddings times √width, the layers, and a last norm: int32 [batch, length] → [batch, length, width]. */
export class GemmaModel extends Module {
  readonly embedTokens: Embedding;
  readonly layers: readonly GemmaLayer[];
  readonly norm: GemmaNorm;
  readonly rotary: RotaryPositions;
  readonly localRotary: RotaryPositions;
  readonly #embeddingScale: number;

  constructor(config: GemmaConfig, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, headDimension, windows, epsilon } = config;
    this.#embeddingScale = Math.sqrt(width);
    this.rotary = new RotaryPositions(headDimension, config.rotary);
    this.localRotary = new RotaryPositions(headDimension, config.localRotary);
    this.embedTokens = new Embedding(vocabularySize, width);
    this.layers = windows.map((window, layer) => {
      const positions = window === undefined ? this.rotary : this.localRotary;
      return new GemmaLayer(config, layer, positions, generator);
    });
    this.norm = new GemmaNorm(width, epsilon);
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    const embedded = multiply(this.embedTokens.forward(ids), this.#embeddingScale);
    return this.norm.forward(throughLayers(this.layers, embedded, options));
  }
}

/**
 * Gemma 2 and Gemma 3 (Gemma Team 2024, 2025), under the names of the published weights; for the text part of a
 * Gemma 3 that sees pictures see {@link gemmaWeightNames}.
 *
 * Observers can ask for the output of any layer (`model.layers.3`), its attention (`….selfAttn.weights`), and the
 * logits (the path '').
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { Gemma, HfConfig, readGemmaConfig } from '@heed/transformer';
 * const config = readGemmaConfig(
 *   new HfConfig({
 *     model_type: 'gemma3_text', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 6, num_attention_heads: 2, num_key_value_heads: 1, head_dim: 4,
 *   }),
 * );
 * const model = new Gemma(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class Gemma extends Module implements CausalLanguageModel {
  readonly config: GemmaConfig;
  readonly model: GemmaModel;
  readonly lmHead: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: GemmaConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.model = new GemmaModel(config, generator);
    this.lmHead = outputLayer(this.model.embedTokens, config.tied);
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    checkOptions('Gemma.forward', options, causalOptionNames);
    const logits = this.lmHead.forward(
      lastPositions(this.model.forward(ids, options), options.lastPositions),
    );
    const { logitCap: cap } = this.config;
    return cap === undefined ? logits : multiply(tanh(divide(logits, cap)), cap);
  }

  createCache(): LayerCaches {
    return new LayerCaches(this.model.layers.map(() => new KeyValueCache()));
  }
}
