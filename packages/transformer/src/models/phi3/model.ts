import { KeyValueCache, type PositionScheme, RotaryPositions } from '@heed/attention';
import {
  add,
  checkOptions,
  Dropout,
  Embedding,
  Linear,
  Module,
  multiply,
  OptionError,
  RandomGenerator,
  RMSNorm,
  split,
  type Tensor,
} from '@heed/core';
import { stackLayers } from '../../layers/stack-layers.ts';
import { activationNamed } from '../activations.ts';
import { type CausalLanguageModel, type CausalOptions, causalOptionNames } from '../causal-language-model.ts';
import { type DecoderLayerOptions, throughLayers } from '../decoder-layers.ts';
import { lastPositions } from '../last-positions.ts';
import { LayerCaches } from '../layer-caches.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import { Phi3Attention } from './attention.ts';
import type { Phi3Config } from './config.ts';

/** The gated feed-forward layer (Shazeer 2020), gate and up from one projection: `down(act(gate(x)) ⊙ up(x))`. */
export class Phi3Mlp extends Module {
  readonly gateUpProj: Linear;
  readonly downProj: Linear;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: Phi3Config) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.gateUpProj = new Linear(width, 2 * feedForwardWidth, { bias: false });
    this.downProj = new Linear(feedForwardWidth, width, { bias: false });
    this.#activation = activationNamed(activation);
  }

  override forward(x: Tensor): Tensor {
    const [gate, up] = split(this.gateUpProj.forward(x), { axis: -1, parts: 2 });
    return this.downProj.forward(multiply(this.#activation(gate), up));
  }
}

/** One layer: attention and feed-forward, each behind an RMSNorm and around it a residual sum. */
export class Phi3Layer extends Module {
  readonly selfAttn: Phi3Attention;
  readonly mlp: Phi3Mlp;
  readonly inputLayernorm: RMSNorm;
  readonly postAttentionLayernorm: RMSNorm;
  readonly residAttnDropout: Dropout;
  readonly residMlpDropout: Dropout;

  constructor(config: Phi3Config, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    const { width, epsilon, residualDropout } = config;
    this.selfAttn = new Phi3Attention(config, positions, generator);
    this.mlp = new Phi3Mlp(config);
    this.inputLayernorm = new RMSNorm(width, { epsilon });
    this.postAttentionLayernorm = new RMSNorm(width, { epsilon });
    this.residAttnDropout = new Dropout(residualDropout, generator);
    this.residMlpDropout = new Dropout(residualDropout, generator);
  }

  override forward(x: Tensor, options: DecoderLayerOptions): Tensor {
    const context = this.selfAttn.forward(this.inputLayernorm.forward(x), { ...options, causal: true });
    const attended = add(x, this.residAttnDropout.forward(context));
    const moved = this.mlp.forward(this.postAttentionLayernorm.forward(attended));
    return add(attended, this.residMlpDropout.forward(moved));
  }
}

/** The stack of layers between embedding and output: int32 [batch, length] → states [batch, length, width]. */
export class Phi3Model extends Module {
  readonly embedTokens: Embedding;
  readonly layers: readonly Phi3Layer[];
  readonly norm: RMSNorm;
  readonly rotary: RotaryPositions;

  constructor(config: Phi3Config, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, layers, headDimension, epsilon } = config;
    this.rotary = new RotaryPositions(headDimension, config.rotary);
    this.embedTokens = new Embedding(vocabularySize, width);
    this.layers = stackLayers(layers, () => new Phi3Layer(config, this.rotary, generator));
    this.norm = new RMSNorm(width, { epsilon });
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    return this.norm.forward(throughLayers(this.layers, this.embedTokens.forward(ids), options));
  }
}

/**
 * Phi-3 and Phi-4 (Abdin et al. 2024), under the names of the published weights.
 *
 * With LongRoPE a text longer than `config.steadyLength` is read with other frequencies from its first token on. A
 * cache holds the keys as they were turned, so a call that takes a cache across that length is refused: begin a new
 * cache with all ids. Nor should a cache be cut back across it.
 *
 * Observers can ask for the output of any layer (`model.layers.3`), its attention (`….selfAttn.weights`), and the
 * logits (the path '').
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, Phi3, readPhi3Config } from '@heed/transformer';
 * const config = readPhi3Config(
 *   new HfConfig({
 *     model_type: 'phi3', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new Phi3(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class Phi3 extends Module implements CausalLanguageModel {
  readonly config: Phi3Config;
  readonly model: Phi3Model;
  readonly lmHead: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: Phi3Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.model = new Phi3Model(config, generator);
    this.lmHead = outputLayer(this.model.embedTokens, config.tied);
  }

  /** @throws {OptionError} for a cache that this call would take across `config.steadyLength`. */
  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    checkOptions('Phi3.forward', options, causalOptionNames);
    this.#checkCrossing(options.cache?.position ?? 0, ids.shape[1] ?? 0);
    return this.lmHead.forward(lastPositions(this.model.forward(ids, options), options.lastPositions));
  }

  createCache(): LayerCaches {
    return new LayerCaches(this.model.layers.map(() => new KeyValueCache()));
  }

  #checkCrossing(seen: number, length: number): void {
    const { steadyLength = Number.POSITIVE_INFINITY } = this.config;
    if (seen > 0 && seen <= steadyLength && seen + length > steadyLength) {
      throw new OptionError(
        `Phi3.forward: the cache holds ${seen} tokens, turned as in texts up to ${steadyLength}, and this text has ` +
          `${seen + length}: begin a new cache with all ids`,
      );
    }
  }
}
