import { KeyValueCache, LearnedPositions } from '@heed/attention';
import {
  add,
  checkOptions,
  Dropout,
  Embedding,
  LayerNorm,
  type Linear,
  Module,
  normalInitializer,
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
import { Gpt2Attention } from './attention.ts';
import type { Gpt2Config } from './config.ts';
import { TransposedLinear } from './transposed-linear.ts';

/** The feed-forward layer: `c_proj(act(c_fc(x)))`. */
export class Gpt2Mlp extends Module {
  readonly cFc: TransposedLinear;
  readonly cProj: TransposedLinear;
  readonly dropout: Dropout;
  readonly #activated: ActivatedLinear;

  constructor(config: Gpt2Config, generator: RandomGenerator) {
    super(config);
    const { width, feedForwardWidth, activation, residualDropout } = config;
    this.cFc = new TransposedLinear(width, feedForwardWidth);
    this.cProj = new TransposedLinear(feedForwardWidth, width);
    this.dropout = new Dropout(residualDropout, generator);
    this.#activated = activatedLinear(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.dropout.forward(this.cProj.forward(this.#activated(this.cFc, x)));
  }
}

/** One layer: attention and feed-forward, each behind a LayerNorm and around it a residual sum. */
export class Gpt2Block extends Module {
  readonly ln_1: LayerNorm;
  readonly attn: Gpt2Attention;
  readonly ln_2: LayerNorm;
  readonly mlp: Gpt2Mlp;

  constructor(config: Gpt2Config, layer: number, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.ln_1 = new LayerNorm(width, { epsilon });
    this.attn = new Gpt2Attention(config, layer, generator);
    this.ln_2 = new LayerNorm(width, { epsilon });
    this.mlp = new Gpt2Mlp(config, generator);
  }

  override forward(x: Tensor, options: DecoderLayerOptions): Tensor {
    const attended = add(x, this.attn.forward(this.ln_1.forward(x), { ...options, causal: true }));
    return add(attended, this.mlp.forward(this.ln_2.forward(attended)));
  }
}

/** Embeddings of tokens and of positions, the layers, and a last norm: int32 [batch, length] → [batch, length, width]. */
export class Gpt2Model extends Module {
  readonly wte: Embedding;
  readonly wpe: LearnedPositions;
  readonly drop: Dropout;
  readonly h: readonly Gpt2Block[];
  readonly lnF: LayerNorm;

  constructor(config: Gpt2Config, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, maximumLength, width, layers, epsilon } = config;
    this.wte = new Embedding(vocabularySize, width, { initializer: normalInitializer(0.02) });
    this.wpe = new LearnedPositions(maximumLength, width);
    this.drop = new Dropout(config.embeddingDropout, generator);
    this.h = stackLayers(layers, (layer) => new Gpt2Block(config, layer, generator));
    this.lnF = new LayerNorm(width, { epsilon });
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    const { positionIds, cache } = options;
    const places = positionIds === undefined ? { offset: cache?.position ?? 0 } : { positionIds };
    const embedded = add(this.wte.forward(ids), this.wpe.forward(ids.shape[1] ?? 0, places));
    return this.lnF.forward(throughLayers(this.h, this.drop.forward(embedded), options));
  }
}

/**
 * GPT-2 (Radford et al. 2019; DistilGPT-2), under the names of the published weights; for files without the first part
 * `transformer.` see {@link gpt2WeightNames}. Its table of positions ends: a longer text is an `IndexError`.
 *
 * Observers can ask for the output of any layer (`transformer.h.3`), its attention (`….attn.weights`), and the logits
 * (the path '').
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * const config = readGpt2Config(
 *   new HfConfig({ model_type: 'gpt2', vocab_size: 11, n_positions: 16, n_embd: 8, n_layer: 2, n_head: 2 }),
 * );
 * const model = new Gpt2(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class Gpt2 extends Module implements CausalLanguageModel {
  readonly config: Gpt2Config;
  readonly transformer: Gpt2Model;
  readonly lmHead: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: Gpt2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.transformer = new Gpt2Model(config, generator);
    this.lmHead = outputLayer(this.transformer.wte, config.tied);
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    checkOptions('Gpt2.forward', options, causalOptionNames);
    return this.lmHead.forward(lastPositions(this.transformer.forward(ids, options), options.lastPositions));
  }

  createCache(): LayerCaches {
    return new LayerCaches(this.transformer.h.map(() => new KeyValueCache()));
  }
}
