import { SinusoidalPositions } from '@heed/attention';
import {
  add,
  Dropout,
  Embedding,
  gather,
  linear,
  Module,
  multiply,
  normalInitializer,
  passBy,
  RandomGenerator,
  ShapeError,
  type Tensor,
} from '@heed/core';
import { lastPositions } from '../models/last-positions.ts';
import { checkConfig, type EncoderDecoderConfig } from './config.ts';
import { DecoderCache, TransformerDecoder } from './decoder.ts';
import { TransformerEncoder } from './encoder.ts';

/** A source as the decoder needs it. */
export interface EncodedSource {
  /** [batch, source length, width] */
  readonly memory: Tensor;
  /** Boolean [batch, 1, 1, source length], true = a real token. */
  readonly mask: Tensor | undefined;
}

/**
 * The encoder–decoder Transformer of Vaswani et al. 2017: one embedding for source, target and output
 * (§3.4: tied, scaled by √width on the way in), sinusoidal positions, a stack of encoder and one of decoder layers.
 *
 * Observers can ask for `logits`, [batch, target length, vocabulary], also of each step of a generation.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { baseConfig, EncoderDecoder } from '@heed/transformer';
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
 * const ids = tensor([[3, 4, 2]], { dtype: 'int32' });
 * console.log(model.forward(ids, ids).shape); // [1, 3, 11]
 * ```
 */
export class EncoderDecoder extends Module {
  readonly config: EncoderDecoderConfig;
  readonly embedding: Embedding;
  readonly encoder: TransformerEncoder;
  readonly decoder: TransformerDecoder;
  readonly positions: SinusoidalPositions;
  readonly dropout: Dropout;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: EncoderDecoderConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super();
    checkConfig(config);
    this.config = config;
    this.embedding = new Embedding(config.vocabularySize, config.width, {
      paddingIndex: config.padId,
      initializer: normalInitializer(config.width ** -0.5),
    });
    this.encoder = new TransformerEncoder(config, generator);
    this.decoder = new TransformerDecoder(config, generator);
    this.positions = new SinusoidalPositions(config.width);
    this.dropout = new Dropout(config.dropout, generator);
  }

  override get observationPoints(): readonly string[] {
    return ['logits'];
  }

  /**
   * Logits of the next target token at each position.
   *
   * @param source int32 [batch, source length]
   * @param target int32 [batch, target length], starting with the start id
   * @param sourceMask boolean [batch, 1, 1, source length], true = a real token
   * @returns [batch, target length, vocabulary]
   */
  override forward(source: Tensor, target: Tensor, sourceMask?: Tensor): Tensor {
    return this.decode(target, this.encode(source, sourceMask));
  }

  /** Runs the encoder over int32 [batch, length]. */
  encode(source: Tensor, mask?: Tensor): EncodedSource {
    return { memory: this.encoder.forward(this.#embed(source, 0), { mask }), mask };
  }

  /**
   * Runs the decoder; with a cache, `target` holds only the tokens that are new.
   *
   * @param lastCount Answers so many of the last tokens alone; all by default.
   */
  decode(target: Tensor, source: EncodedSource, cache?: DecoderCache, lastCount?: number): Tensor {
    const embedded = this.#embed(target, cache?.length ?? 0);
    const states = this.decoder.forward(embedded, { memory: source.memory, memoryMask: source.mask, cache });
    return passBy(this, 'logits', linear(lastPositions(states, lastCount), this.embedding.weight));
  }

  /** An empty cache for {@link decode}. */
  createCache(): DecoderCache {
    return new DecoderCache(this.config.decoderLayers);
  }

  /** Rows of an encoded batch, picked anew: int32 [rows]. */
  selectRows({ memory, mask }: EncodedSource, rows: Tensor): EncodedSource {
    return {
      memory: gather(memory, rows, { axis: 0 }),
      mask: mask === undefined ? undefined : gather(mask, rows, { axis: 0 }),
    };
  }

  #embed(ids: Tensor, offset: number): Tensor {
    const length = ids.shape[1] ?? 0;
    if (offset + length > this.config.maximumLength) {
      throw new ShapeError(
        `${offset + length} tokens, ${this.config.maximumLength} positions: shorten or truncate the text`,
      );
    }
    const scaled = multiply(this.embedding.forward(ids), Math.sqrt(this.config.width));
    return this.dropout.forward(add(scaled, this.positions.forward(length, { offset })));
  }
}
