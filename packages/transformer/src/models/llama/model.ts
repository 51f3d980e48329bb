import { KeyValueCache, type PositionScheme, RotaryPositions } from '@heed/attention';
import {
  checkOptions,
  Embedding,
  Linear,
  linearThen,
  Module,
  RandomGenerator,
  RMSNorm,
  type Tensor,
} from '@heed/core';
import { onto } from '../../layers/residual.ts';
import { stackLayers } from '../../layers/stack-layers.ts';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import { type CausalLanguageModel, type CausalOptions, causalOptionNames } from '../causal-language-model.ts';
import { type DecoderLayerOptions, throughLayers } from '../decoder-layers.ts';
import { lastPositions } from '../last-positions.ts';
import { LayerCaches } from '../layer-caches.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import { LlamaAttention } from './attention.ts';
import type { LlamaConfig } from './config.ts';

/** The gated feed-forward layer (Shazeer 2020): `down(act(gate(x)) ⊙ up(x))`. */
export class LlamaMlp extends Module {
  readonly gateProj: Linear;
  readonly upProj: Linear;
  readonly downProj: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: LlamaConfig) {
    super(config);
    const { width, feedForwardWidth, activation, feedForwardBias: bias } = config;
    this.gateProj = new Linear(width, feedForwardWidth, { bias });
    this.upProj = new Linear(width, feedForwardWidth, { bias });
    this.downProj = new Linear(feedForwardWidth, width, { bias });
    this.#activated = activatedLinear(activation);
  }

  /**
   * [batch, length, width] → the same shape.
   *
   * @param residual States that the result is added to.
   */
  override forward(x: Tensor, residual?: Tensor): Tensor {
    const hidden = this.#activated(this.gateProj, x, this.upProj);
    return residual === undefined
      ? this.downProj.forward(hidden)
      : linearThen(this.downProj, hidden, { residual });
  }
}

/** One layer: attention and feed-forward, each behind an RMSNorm and around it a residual sum. */
export class LlamaLayer extends Module {
  readonly selfAttn: LlamaAttention;
  readonly mlp: LlamaMlp;
  readonly inputLayernorm: RMSNorm;
  readonly postAttentionLayernorm: RMSNorm;

  constructor(config: LlamaConfig, layer: number, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.selfAttn = new LlamaAttention(config, layer, positions, generator);
    this.mlp = new LlamaMlp(config);
    this.inputLayernorm = new RMSNorm(width, { epsilon });
    this.postAttentionLayernorm = new RMSNorm(width, { epsilon });
  }

  override forward(x: Tensor, options: DecoderLayerOptions): Tensor {
    const attended = onto(x, this.selfAttn, (residual) =>
      this.selfAttn.forward(this.inputLayernorm.forward(x), { ...options, causal: true, residual }),
    );
    return onto(attended, this.mlp, (residual) =>
      this.mlp.forward(this.postAttentionLayernorm.forward(attended), residual),
    );
  }
}

/** The stack of layers between embedding and output: int32 [batch, length] → states [batch, length, width]. */
export class LlamaModel extends Module {
  readonly embedTokens: Embedding;
  readonly layers: readonly LlamaLayer[];
  readonly norm: RMSNorm;
  readonly rotary: RotaryPositions;

  constructor(config: LlamaConfig, generator: RandomGenerator) {
    super(config);
    this.rotary = new RotaryPositions(config.headDimension, config.rotary);
    this.embedTokens = new Embedding(config.vocabularySize, config.width);
    this.layers = stackLayers(
      config.layers,
      (layer) => new LlamaLayer(config, layer, this.rotary, generator),
    );
    this.norm = new RMSNorm(config.width, { epsilon: config.epsilon });
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    return this.norm.forward(throughLayers(this.layers, this.embedTokens.forward(ids), options));
  }
}

/**
 * A language model of the Llama family (Touvron et al. 2023; SmolLM, TinyLlama, Mistral, Qwen2, Qwen3), under the
 * names of the published weights.
 *
 * Observers can ask for the output of any layer (`model.layers.3`), its attention (`….selfAttn.weights`), and the
 * logits (the path '').
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const config = readLlamaConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new Llama(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class Llama extends Module implements CausalLanguageModel {
  readonly config: LlamaConfig;
  readonly model: LlamaModel;
  readonly lmHead: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: LlamaConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.model = new LlamaModel(config, generator);
    this.lmHead = outputLayer(this.model.embedTokens, config.tied);
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    checkOptions('Llama.forward', options, causalOptionNames);
    return this.lmHead.forward(lastPositions(this.model.forward(ids, options), options.lastPositions));
  }

  createCache(): LayerCaches {
    return new LayerCaches(this.model.layers.map(() => new KeyValueCache()));
  }
}
