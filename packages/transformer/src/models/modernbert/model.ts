import { type PositionScheme, RotaryPositions } from '@heed/attention';
import {
  add,
  checkOptions,
  Dropout,
  Embedding,
  type LayerNorm,
  Linear,
  Module,
  multiply,
  normalInitializer,
  OptionError,
  RandomGenerator,
  split,
  type Tensor,
} from '@heed/core';
import { activationNamed } from '../activations.ts';
import { type EncoderModel, type EncoderOptions, encoderOptionNames } from '../encoder-model.ts';
import { withoutPadding } from '../packing/without-padding.ts';
import { ModernBertAttention } from './attention.ts';
import type { ModernBertConfig } from './config.ts';
import { modernBertNorm, type PlainNorm } from './norm.ts';

/** Rows of the vocabulary's table, normalised; positions come in by rotation. */
export class ModernBertEmbeddings extends Module {
  readonly tokEmbeddings: Embedding;
  readonly norm: LayerNorm | PlainNorm;
  readonly drop: Dropout;

  constructor(config: ModernBertConfig, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, padId, embeddingDropout } = config;
    this.tokEmbeddings = new Embedding(vocabularySize, width, {
      paddingIndex: padId,
      initializer: normalInitializer(0.02),
    });
    this.norm = modernBertNorm(config);
    this.drop = new Dropout(embeddingDropout, generator);
  }

  override forward(ids: Tensor): Tensor {
    return this.drop.forward(this.norm.forward(this.tokEmbeddings.forward(ids)));
  }
}

/** The gated feed-forward layer (GeGLU, Shazeer 2020): `Wo(act(a) ⊙ b)`, where `Wi(x)` is a and b side by side. */
export class ModernBertMlp extends Module {
  readonly Wi: Linear;
  readonly Wo: Linear;
  readonly drop: Dropout;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: ModernBertConfig, generator: RandomGenerator) {
    super(config);
    const { width, feedForwardWidth, activation, feedForwardBias: bias, feedForwardDropout } = config;
    this.Wi = new Linear(width, 2 * feedForwardWidth, { bias });
    this.Wo = new Linear(feedForwardWidth, width, { bias });
    this.drop = new Dropout(feedForwardDropout, generator);
    this.#activation = activationNamed(activation);
  }

  override forward(x: Tensor): Tensor {
    const [input, gate] = split(this.Wi.forward(x), { axis: -1, parts: 2 });
    return this.Wo.forward(this.drop.forward(multiply(this.#activation(input), gate)));
  }
}

/** One layer: attention and feed-forward, each behind a norm and around it a residual sum. */
export class ModernBertLayer extends Module {
  /** The first layer has none: the embeddings are normalised already. */
  readonly attnNorm: LayerNorm | PlainNorm | undefined;
  readonly attn: ModernBertAttention;
  readonly mlpNorm: LayerNorm | PlainNorm;
  readonly mlp: ModernBertMlp;

  constructor(
    config: ModernBertConfig,
    layer: number,
    positions: PositionScheme,
    generator: RandomGenerator,
  ) {
    super(config);
    this.attnNorm = layer === 0 ? undefined : modernBertNorm(config);
    this.attn = new ModernBertAttention(config, layer, positions, generator);
    this.mlpNorm = modernBertNorm(config);
    this.mlp = new ModernBertMlp(config, generator);
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask' | 'positionIds'>): Tensor {
    const attended = add(states, this.attn.forward(this.attnNorm?.forward(states) ?? states, options));
    return add(attended, this.mlp.forward(this.mlpNorm.forward(attended)));
  }
}

/**
 * ModernBERT (Warner et al. 2024): an encoder for long texts, with rotary positions, gated feed-forward layers and
 * norms in front. Some layers see the whole text, the others a window around each token: int32 [batch, length] →
 * states [batch, length, width].
 *
 * Observers can ask for the embedded text (`embeddings`), the output of any layer (`layers.3`) and its attention
 * (`….attn.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, ModernBertModel, readModernBertConfig } from '@heed/transformer';
 * const config = readModernBertConfig(
 *   new HfConfig({
 *     model_type: 'modernbert', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 4, num_attention_heads: 2, pad_token_id: 0,
 *   }),
 * );
 * const model = new ModernBertModel(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * ```
 */
export class ModernBertModel extends Module implements EncoderModel {
  readonly kind = 'encoder';
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: ModernBertConfig;
  readonly rotary: RotaryPositions;
  readonly localRotary: RotaryPositions;
  readonly embeddings: ModernBertEmbeddings;
  readonly layers: readonly ModernBertLayer[];
  readonly finalNorm: LayerNorm | PlainNorm;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: ModernBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    const headDimension = config.width / config.heads;
    this.rotary = new RotaryPositions(headDimension, config.rotary);
    this.localRotary = new RotaryPositions(headDimension, config.localRotary);
    this.embeddings = new ModernBertEmbeddings(config, generator);
    this.layers = config.windows.map((window, layer) => {
      const positions = window === undefined ? this.rotary : this.localRotary;
      return new ModernBertLayer(config, layer, positions, generator);
    });
    this.finalNorm = modernBertNorm(config);
  }

  /**
   * @throws {IndexError} for an id outside the vocabulary.
   * @throws {OptionError} for token types, which ModernBERT does not have.
   */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    checkOptions('ModernBertModel.forward', options, encoderOptionNames);
    if (options.tokenTypeIds !== undefined) {
      throw new OptionError('tokenTypeIds: this model tells no kinds of tokens apart');
    }
    return withoutPadding(this, this.embeddings.forward(ids), options, (embedded, given) =>
      this.finalNorm.forward(this.layers.reduce((state, layer) => layer.forward(state, given), embedded)),
    );
  }
}
