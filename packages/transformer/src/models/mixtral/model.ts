import { KeyValueCache, type PositionScheme, RotaryPositions } from '@heed/attention';
import {
  add,
  checkOptions,
  Embedding,
  type Linear,
  Module,
  RandomGenerator,
  RMSNorm,
  type Tensor,
} from '@heed/core';
import { onto } from '../../layers/residual.ts';
import { stackLayers } from '../../layers/stack-layers.ts';
import { type CausalLanguageModel, type CausalOptions, causalOptionNames } from '../causal-language-model.ts';
import { type DecoderLayerOptions, throughLayers } from '../decoder-layers.ts';
import { lastPositions } from '../last-positions.ts';
import { LayerCaches } from '../layer-caches.ts';
import { LlamaAttention } from '../llama/index.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import type { MixtralConfig } from './config.ts';
import { MixtralSparseMoe } from './experts.ts';

/** One layer: Llama's attention and a mixture of experts, each behind an RMSNorm and around it a residual sum. */
export class MixtralLayer extends Module {
  readonly selfAttn: LlamaAttention;
  readonly blockSparseMoe: MixtralSparseMoe;
  readonly inputLayernorm: RMSNorm;
  readonly postAttentionLayernorm: RMSNorm;

  constructor(config: MixtralConfig, layer: number, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.selfAttn = new LlamaAttention(config, layer, positions, generator);
    this.blockSparseMoe = new MixtralSparseMoe(config);
    this.inputLayernorm = new RMSNorm(width, { epsilon });
    this.postAttentionLayernorm = new RMSNorm(width, { epsilon });
  }

  override forward(x: Tensor, options: DecoderLayerOptions): Tensor {
    const attended = onto(x, this.selfAttn, (residual) =>
      this.selfAttn.forward(this.inputLayernorm.forward(x), { ...options, causal: true, residual }),
    );
    return add(attended, this.blockSparseMoe.forward(this.postAttentionLayernorm.forward(attended)));
  }
}

/** The stack of layers between embedding and output: int32 [batch, length] → states [batch, length, width]. */
export class MixtralModel extends Module {
  readonly embedTokens: Embedding;
  readonly layers: readonly MixtralLayer[];
  readonly norm: RMSNorm;
  readonly rotary: RotaryPositions;

  constructor(config: MixtralConfig, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, layers, headDimension, epsilon } = config;
    this.rotary = new RotaryPositions(headDimension, config.rotary);
    this.embedTokens = new Embedding(vocabularySize, width);
    this.layers = stackLayers(layers, (layer) => new MixtralLayer(config, layer, this.rotary, generator));
    this.norm = new RMSNorm(width, { epsilon });
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    return this.norm.forward(throughLayers(this.layers, this.embedTokens.forward(ids), options));
  }
}

/**
 * Mixtral (Jiang et al. 2024), a Llama whose feed-forward layers are mixtures of experts, under the names of the
 * published weights. To keep experts equally busy in training, see {@link loadBalancingLoss}.
 *
 * Observers can ask for the output of any layer (`model.layers.3`), its attention (`….selfAttn.weights`), its router
 * (`….blockSparseMoe.gate`), and the logits (the path '').
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, Mixtral, readMixtralConfig } from '@heed/transformer';
 * const config = readMixtralConfig(
 *   new HfConfig({
 *     model_type: 'mixtral', vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2,
 *     num_attention_heads: 2, num_key_value_heads: 1, num_local_experts: 3,
 *   }),
 * );
 * const model = new Mixtral(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class Mixtral extends Module implements CausalLanguageModel {
  readonly config: MixtralConfig;
  readonly model: MixtralModel;
  readonly lmHead: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: MixtralConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.model = new MixtralModel(config, generator);
    this.lmHead = outputLayer(this.model.embedTokens, config.tied);
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    checkOptions('Mixtral.forward', options, causalOptionNames);
    return this.lmHead.forward(lastPositions(this.model.forward(ids, options), options.lastPositions));
  }

  createCache(): LayerCaches {
    return new LayerCaches(this.model.layers.map(() => new KeyValueCache()));
  }
}
