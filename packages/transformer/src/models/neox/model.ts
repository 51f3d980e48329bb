import { KeyValueCache, type PositionScheme, RotaryPositions } from '@heed/attention';
import {
  add,
  checkOptions,
  Dropout,
  Embedding,
  LayerNorm,
  Linear,
  Module,
  RandomGenerator,
  type Tensor,
} from '@heed/core';
import { stackLayers } from '../../layers/stack-layers.ts';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import { type CausalLanguageModel, type CausalOptions, causalOptionNames } from '../causal-language-model.ts';
import { type DecoderLayerOptions, throughLayers } from '../decoder-layers.ts';
import { lastPositions } from '../last-positions.ts';
import { LayerCaches } from '../layer-caches.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import { GptNeoXAttention } from './attention.ts';
import type { GptNeoXConfig } from './config.ts';

/** The feed-forward layer, `h` to `4h` and back. */
export class GptNeoXMlp extends Module {
  readonly denseHTo_4h: Linear;
  readonly dense_4hToH: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: GptNeoXConfig) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.denseHTo_4h = new Linear(width, feedForwardWidth);
    this.dense_4hToH = new Linear(feedForwardWidth, width);
    this.#activated = activatedLinear(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.dense_4hToH.forward(this.#activated(this.denseHTo_4h, x));
  }
}

/**
 * One layer. With a parallel residual (Wang and Komatsuzaki 2021) `x + attention(norm₁(x)) + mlp(norm₂(x))`, else one
 * after the other.
 */
export class GptNeoXLayer extends Module {
  readonly inputLayernorm: LayerNorm;
  readonly postAttentionLayernorm: LayerNorm;
  readonly attention: GptNeoXAttention;
  readonly mlp: GptNeoXMlp;
  readonly postAttentionDropout: Dropout;
  readonly postMlpDropout: Dropout;
  readonly #parallel: boolean;

  constructor(config: GptNeoXConfig, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    const { width, epsilon, hiddenDropout } = config;
    this.inputLayernorm = new LayerNorm(width, { epsilon });
    this.postAttentionLayernorm = new LayerNorm(width, { epsilon });
    this.attention = new GptNeoXAttention(config, positions, generator);
    this.mlp = new GptNeoXMlp(config);
    this.postAttentionDropout = new Dropout(hiddenDropout, generator);
    this.postMlpDropout = new Dropout(hiddenDropout, generator);
    this.#parallel = config.parallelResidual;
  }

  override forward(x: Tensor, options: DecoderLayerOptions): Tensor {
    const context = this.attention.forward(this.inputLayernorm.forward(x), { ...options, causal: true });
    const attended = add(x, this.postAttentionDropout.forward(context));
    const read = this.postAttentionLayernorm.forward(this.#parallel ? x : attended);
    return add(attended, this.postMlpDropout.forward(this.mlp.forward(read)));
  }
}

/** The stack of layers between embedding and output: int32 [batch, length] → states [batch, length, width]. */
export class GptNeoXModel extends Module {
  readonly embedIn: Embedding;
  readonly embDropout: Dropout;
  readonly layers: readonly GptNeoXLayer[];
  readonly finalLayerNorm: LayerNorm;
  readonly rotary: RotaryPositions;

  constructor(config: GptNeoXConfig, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, layers, headDimension, epsilon } = config;
    this.rotary = new RotaryPositions(headDimension, config.rotary);
    this.embedIn = new Embedding(vocabularySize, width);
    this.embDropout = new Dropout(config.hiddenDropout, generator);
    this.layers = stackLayers(layers, () => new GptNeoXLayer(config, this.rotary, generator));
    this.finalLayerNorm = new LayerNorm(width, { epsilon });
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    const embedded = this.embDropout.forward(this.embedIn.forward(ids));
    return this.finalLayerNorm.forward(throughLayers(this.layers, embedded, options));
  }
}

/**
 * GPT-NeoX (Black et al. 2022; the Pythia models of Biderman et al. 2023), under the names of the published weights.
 *
 * Observers can ask for the output of any layer (`gptNeox.layers.3`), its attention (`….attention.weights`), and the
 * logits (the path '').
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { GptNeoX, HfConfig, readGptNeoXConfig } from '@heed/transformer';
 * const config = readGptNeoXConfig(
 *   new HfConfig({
 *     model_type: 'gpt_neox', vocab_size: 11, hidden_size: 16, intermediate_size: 24,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new GptNeoX(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class GptNeoX extends Module implements CausalLanguageModel {
  readonly config: GptNeoXConfig;
  readonly gptNeox: GptNeoXModel;
  readonly embedOut: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: GptNeoXConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.gptNeox = new GptNeoXModel(config, generator);
    this.embedOut = outputLayer(this.gptNeox.embedIn, config.tied);
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    checkOptions('GptNeoX.forward', options, causalOptionNames);
    return this.embedOut.forward(lastPositions(this.gptNeox.forward(ids, options), options.lastPositions));
  }

  createCache(): LayerCaches {
    return new LayerCaches(this.gptNeox.layers.map(() => new KeyValueCache()));
  }
}
