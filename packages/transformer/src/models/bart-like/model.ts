import {
  add,
  Embedding,
  type Linear,
  Module,
  normalInitializer,
  Parameter,
  type RandomGenerator,
  type Tensor,
  zerosInitializer,
} from '@heed/core';
import type { EncodedSource } from '../../encoder-decoder/decoder.ts';
import { EncoderDecoderModel, statesAsked, type TargetOptions } from '../encoder-decoder-model.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import type { BartLikeConfig } from './config.ts';
import { BartLikeDecoder, BartLikeEncoder, type BartLikePositions } from './stacks.ts';

/** Encoder and decoder with their embeddings; what is behind the decoder belongs to {@link BartLike}. */
export class BartLikeModel extends Module {
  /** The embedding of both halves, where they share one. */
  readonly shared: Embedding | undefined;
  readonly encoder: BartLikeEncoder;
  readonly decoder: BartLikeDecoder;

  constructor(config: BartLikeConfig, createPositions: () => BartLikePositions, generator: RandomGenerator) {
    super(config);
    const { width, padId, vocabularySize, sourceVocabularySize, sharedEmbeddings } = config;
    const embedding = (rows: number): Embedding =>
      new Embedding(rows, width, { paddingIndex: padId, initializer: normalInitializer(0.02) });
    this.shared = sharedEmbeddings ? embedding(vocabularySize) : undefined;
    const parts = (rows: number) => ({
      embedTokens: this.shared ?? embedding(rows),
      embedPositions: createPositions(),
      generator,
    });
    this.encoder = new BartLikeEncoder(config, parts(sourceVocabularySize));
    this.decoder = new BartLikeDecoder(config, parts(vocabularySize));
  }

  /** States of the target, [batch, target length, width]. */
  override forward(source: Tensor, target: Tensor, sourceMask?: Tensor): Tensor {
    const memory = this.encoder.forward(source, { mask: sourceMask });
    return this.decoder.forward(target, { memory, memoryMask: sourceMask });
  }
}

/**
 * What BART, Marian and M2M100 share: everything but their positions. They differ by switches of their config, see
 * {@link BartLikeConfig}; their fields are the names of published weights.
 */
export abstract class BartLike extends EncoderDecoderModel {
  readonly config: BartLikeConfig;
  /** Training and generation give it lengths in place of masks. */
  override readonly takesLengths: boolean = true;
  readonly model: BartLikeModel;
  readonly lmHead: Linear | TiedLinear;
  /** [1, vocabulary]; not trained. */
  readonly finalLogitsBias: Parameter | undefined;

  /**
   * @param createPositions Makes the positions of one half.
   * @param generator Source of all dropout.
   */
  constructor(config: BartLikeConfig, createPositions: () => BartLikePositions, generator: RandomGenerator) {
    super();
    this.config = config;
    this.model = new BartLikeModel(config, createPositions, generator);
    this.lmHead = outputLayer(this.model.decoder.embedTokens, config.tied);
    if (config.logitsBias) {
      this.finalLogitsBias = new Parameter([1, config.vocabularySize], zerosInitializer);
      this.finalLogitsBias.trainable = false;
    }
  }

  protected override readSource(
    source: Tensor,
    mask: Tensor | undefined,
    lengths?: readonly number[],
  ): Tensor {
    return this.model.encoder.forward(source, { mask, lengths });
  }

  protected override readTarget(target: Tensor, source: EncodedSource, options: TargetOptions): Tensor {
    const { memory, mask: memoryMask } = source;
    const { cache, lengths } = options;
    const states = this.model.decoder.forward(target, { memory, memoryMask, cache, lengths });
    const logits = this.lmHead.forward(statesAsked(states, options));
    return this.finalLogitsBias === undefined ? logits : add(logits, this.finalLogitsBias);
  }
}
