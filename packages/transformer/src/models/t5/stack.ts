import {
  Dropout,
  type Embedding,
  Module,
  passBy,
  type RandomGenerator,
  RMSNorm,
  type Tensor,
} from '@heed/core';
import type { DecoderCache, DecoderOptions } from '../../encoder-decoder/decoder.ts';
import { stackLayers } from '../../layers/stack-layers.ts';
import type { EncoderOptions } from '../encoder-model.ts';
import { pairsWithoutPadding } from '../packing/pairs-without-padding.ts';
import { withoutPadding } from '../packing/without-padding.ts';
import type { T5Config } from './config.ts';
import { T5Block, type T5BlockInput } from './layers.ts';
import { T5PositionBias } from './position-bias.ts';

/** What the encoder is told beside its ids, or the decoder. */
export type T5StackInput = Pick<EncoderOptions, 'mask' | 'lengths'> | DecoderOptions;

/**
 * The encoder or the decoder: int32 [batch, length] → [batch, length, width]; with a cache, the ids are those that are
 * new. Observers can ask for `input`, what enters the first block.
 */
export class T5Stack extends Module {
  readonly embedTokens: Embedding;
  readonly block: readonly T5Block[];
  readonly finalLayerNorm: RMSNorm;
  readonly dropout: Dropout;
  readonly #positions: T5PositionBias;

  /** @param embedTokens The same for both stacks. */
  constructor(
    config: T5Config,
    half: 'encoder' | 'decoder',
    embedTokens: Embedding,
    generator: RandomGenerator,
  ) {
    super(config);
    const decodes = half === 'decoder';
    const positions = new T5PositionBias(config, { bidirectional: !decodes });
    this.#positions = positions;
    this.embedTokens = embedTokens;
    this.block = stackLayers(
      decodes ? config.decoderLayers : config.encoderLayers,
      (layer) => new T5Block(config, generator, { positions, first: layer === 0, decodes }),
    );
    this.finalLayerNorm = new RMSNorm(config.width, { epsilon: config.epsilon });
    this.dropout = new Dropout(config.dropout, generator);
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  override forward(ids: Tensor, options: T5StackInput): Tensor {
    const embedded = passBy(this, 'input', this.dropout.forward(this.embedTokens.forward(ids)));
    if (!('memory' in options)) {
      const { mask, lengths } = options;
      return withoutPadding(this, embedded, { mask, lengths }, (states, given) =>
        this.#throughBlocks(states, { mask: given.mask }),
      );
    }
    const { cache, ...rest } = options;
    return pairsWithoutPadding(this, embedded, rest, (states, context) =>
      this.#throughBlocks(states, { ...context, causal: true }, cache),
    );
  }

  /** Distances in a row of several texts are those in each text: the bias needs no places. */
  #throughBlocks(entering: Tensor, input: Omit<T5BlockInput, 'cache'>, cache?: DecoderCache): Tensor {
    const states = this.#positions.during(entering, cache?.length ?? 0, () =>
      this.block.reduce(
        (state, block, index) => block.forward(state, { ...input, cache: cache?.layers[index] }),
        entering,
      ),
    );
    return this.dropout.forward(this.finalLayerNorm.forward(states));
  }
}
