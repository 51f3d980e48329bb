import {
  add,
  cast,
  Dropout,
  type Embedding,
  LayerDropout,
  LayerNorm,
  Module,
  multiply,
  passBy,
  type RandomGenerator,
  type Tensor,
  to,
} from '@heed/core';
import type { DecoderOptions } from '../../encoder-decoder/decoder.ts';
import { stackLayers } from '../../layers/stack-layers.ts';
import type { EncoderOptions } from '../encoder-model.ts';
import { pairsWithoutPadding } from '../packing/pairs-without-padding.ts';
import { withoutPadding } from '../packing/without-padding.ts';
import type { BartLikeStacksConfig } from './config.ts';
import { BartLikeDecoderLayer, BartLikeEncoderLayer } from './layers.ts';

/** The positions of a family. */
export interface BartLikePositions extends Module {
  /**
   * What is added to embedded tokens, [batch|1, length, width].
   *
   * @param ids int32 [batch, length]
   * @param seen Number of tokens before them.
   * @throws {IndexError} for more tokens than the model has positions.
   */
  forward(ids: Tensor, seen: number): Tensor;
}

/** What a stack needs that the family, or the other stack, decides. */
export interface BartLikeStackParts {
  readonly embedTokens: Embedding;
  readonly embedPositions: BartLikePositions;
  /** Source of all dropout. */
  readonly generator: RandomGenerator;
}

/** What stands before and behind the layers of either half. Observers can ask for `input`, what enters the first. */
abstract class BartLikeStack extends Module {
  readonly embedTokens: Embedding;
  readonly embedPositions: BartLikePositions;
  readonly layernormEmbedding: LayerNorm | undefined;
  /** Behind the last layer. */
  readonly layerNorm: LayerNorm | undefined;
  readonly dropout: Dropout;
  readonly layerDropout: LayerDropout;
  readonly #scale: number;

  constructor(config: BartLikeStacksConfig, stack: 'encoder' | 'decoder', parts: BartLikeStackParts) {
    super(config, parts);
    this.embedTokens = parts.embedTokens;
    this.embedPositions = parts.embedPositions;
    this.layernormEmbedding = config.embeddingNorm ? new LayerNorm(config.width) : undefined;
    this.layerNorm = config.normFirst ? new LayerNorm(config.width) : undefined;
    this.dropout = new Dropout(config.dropout, parts.generator);
    this.layerDropout = new LayerDropout(config[stack]?.layerDropout, parts.generator);
    this.#scale = config.embeddingScale;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  /** What enters the first layer: tokens and positions, [batch, length, width]. */
  protected embed(ids: Tensor, seen: number): Tensor {
    const embedded = this.embedTokens.forward(ids);
    const tokens = this.#scale === 1 ? embedded : multiply(embedded, this.#scale);
    const positions = this.embedPositions.forward(ids, seen);
    const states = add(tokens, to(cast(positions, tokens.dtype), tokens.backend));
    return passBy(this, 'input', this.dropout.forward(this.layernormEmbedding?.forward(states) ?? states));
  }
}

/** The encoder: int32 [batch, length] → [batch, length, width]. */
export class BartLikeEncoder extends BartLikeStack {
  readonly layers: readonly BartLikeEncoderLayer[];

  constructor(config: BartLikeStacksConfig, parts: BartLikeStackParts) {
    super(config, 'encoder', parts);
    this.layers = stackLayers(
      config.encoder.layers,
      () => new BartLikeEncoderLayer(config, config.encoder, parts.generator),
    );
  }

  override forward(ids: Tensor, padding: Pick<EncoderOptions, 'mask' | 'lengths'> = {}): Tensor {
    return withoutPadding(this, this.embed(ids, 0), padding, (embedded, options) => {
      const states = this.layers.reduce(
        (state, layer) => this.layerDropout.forward(state, (entering) => layer.forward(entering, options)),
        embedded,
      );
      return this.layerNorm?.forward(states) ?? states;
    });
  }
}

/** The decoder: int32 [batch, length] → [batch, length, width]; with a cache, the ids are those that are new. */
export class BartLikeDecoder extends BartLikeStack {
  readonly layers: readonly BartLikeDecoderLayer[];

  constructor(config: BartLikeStacksConfig, parts: BartLikeStackParts) {
    super(config, 'decoder', parts);
    this.layers = stackLayers(
      config.decoder.layers,
      () => new BartLikeDecoderLayer(config, config.decoder, parts.generator),
    );
  }

  override forward(ids: Tensor, { cache, ...options }: DecoderOptions): Tensor {
    return pairsWithoutPadding(this, this.embed(ids, cache?.length ?? 0), options, (embedded, context) => {
      const states = this.layers.reduce(
        (state, layer, index) =>
          // Without a layer its cache would fall behind.
          cache === undefined
            ? this.layerDropout.forward(state, (entering) => layer.forward(entering, context))
            : layer.forward(state, { ...context, cache: cache.layers[index] }),
        embedded,
      );
      return this.layerNorm?.forward(states) ?? states;
    });
  }
}
