import {
  Dropout,
  type Embedding,
  Module,
  passBy,
  type RandomGenerator,
  RMSNorm,
  type Tensor,
} from '@heed/core';
import type { DecoderCache } from '../../encoder-decoder/decoder.ts';
import type { T5Config } from './config.ts';
import { T5Block, type T5BlockInput } from './layers.ts';
import { T5PositionBias } from './position-bias.ts';

/** What a stack is told beside its ids; the encoder has no memory. */
export interface T5StackInput extends Omit<T5BlockInput, 'cache' | 'causal'> {
  readonly cache?: DecoderCache | undefined;
}

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
  readonly #decodes: boolean;

  /** @param embedTokens The same for both stacks. */
  constructor(
    config: T5Config,
    half: 'encoder' | 'decoder',
    embedTokens: Embedding,
    generator: RandomGenerator,
  ) {
    super();
    const decodes = half === 'decoder';
    const positions = new T5PositionBias(config, { bidirectional: !decodes });
    this.#positions = positions;
    this.#decodes = decodes;
    this.embedTokens = embedTokens;
    this.block = Array.from(
      { length: decodes ? config.decoderLayers : config.encoderLayers },
      (_, layer) => new T5Block(config, generator, { positions, first: layer === 0, decodes }),
    );
    this.finalLayerNorm = new RMSNorm(config.width, { epsilon: config.epsilon });
    this.dropout = new Dropout(config.dropout, generator);
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  override forward(ids: Tensor, { cache, ...input }: T5StackInput): Tensor {
    const embedded = passBy(this, 'input', this.dropout.forward(this.embedTokens.forward(ids)));
    const states = this.#positions.during(embedded, cache?.length ?? 0, () =>
      this.block.reduce(
        (state, block, index) =>
          block.forward(state, { ...input, causal: this.#decodes, cache: cache?.layers[index] }),
        embedded,
      ),
    );
    return this.dropout.forward(this.finalLayerNorm.forward(states));
  }
}
