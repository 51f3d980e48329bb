import { LearnedPositions } from '@heed/attention';
import {
  add,
  cast,
  cumsum,
  Dropout,
  Embedding,
  expandDims,
  IndexError,
  LayerNorm,
  Module,
  max,
  multiply,
  normalInitializer,
  notEqual,
  OptionError,
  type RandomGenerator,
  slice,
  type Tensor,
} from '@heed/core';
import type { EncoderOptions } from '../encoder-model.ts';
import type { BertConfig } from './config.ts';

/**
 * What a token is, where it stands, and which kind it is of, as a normalised sum of rows of three tables:
 * int32 [batch, length] → [batch, length, width].
 */
export class BertEmbeddings extends Module {
  readonly wordEmbeddings: Embedding;
  readonly positionEmbeddings: LearnedPositions | undefined;
  readonly tokenTypeEmbeddings: Embedding | undefined;
  readonly LayerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly #config: BertConfig;

  constructor(config: BertConfig, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, maximumLength, firstPosition, tokenTypes, epsilon } = config;
    const { absolutePositions = true } = config;
    const initializer = normalInitializer(0.02);
    this.#config = config;
    this.wordEmbeddings = new Embedding(vocabularySize, width, {
      paddingIndex: config.padId,
      initializer,
    });
    this.positionEmbeddings = absolutePositions
      ? new LearnedPositions(maximumLength + firstPosition, width)
      : undefined;
    this.tokenTypeEmbeddings = tokenTypes > 0 ? new Embedding(tokenTypes, width, { initializer }) : undefined;
    this.LayerNorm = new LayerNorm(width, { epsilon });
    this.dropout = new Dropout(config.dropout, generator);
  }

  /**
   * @throws {IndexError} for a text with more tokens than there are positions.
   * @throws {OptionError} for kinds of tokens, or positions, where the model knows none.
   */
  override forward(ids: Tensor, { tokenTypeIds, positionIds }: EncoderOptions = {}): Tensor {
    const words = this.wordEmbeddings.forward(ids);
    const types = this.#types(tokenTypeIds);
    const typed = types === undefined ? words : add(words, types);
    const positions = this.#positions(ids, positionIds);
    const summed = positions === undefined ? typed : add(typed, positions);
    return this.dropout.forward(this.LayerNorm.forward(summed));
  }

  #types(tokenTypeIds: Tensor | undefined): Tensor | undefined {
    const table = this.tokenTypeEmbeddings;
    if (tokenTypeIds === undefined) {
      return table && expandDims(slice(table.weight.value, { axis: 0, end: 1 }), { axis: 0 });
    }
    if (table !== undefined) return table.forward(tokenTypeIds);
    throw new OptionError('tokenTypeIds: this model tells no kinds of tokens apart');
  }

  #positions(ids: Tensor, positionIds: Tensor | undefined): Tensor | undefined {
    const table = this.positionEmbeddings;
    if (table === undefined) {
      if (positionIds === undefined) return undefined;
      throw new OptionError('positionIds: this model knows distances alone');
    }
    const length = ids.shape[1] ?? 0;
    if (positionIds !== undefined) return table.forward(length, { positionIds });
    const { firstPosition, maximumLength, padId } = this.#config;
    if (firstPosition === 0) return table.forward(length);
    const counted = countedPositions(ids, padId);
    if (length > maximumLength && ids.size > 0) checkCounted(counted, padId, maximumLength);
    return table.forward(length, { positionIds: counted });
  }
}

/** `padId` for padding, and for each other token its number among those of its row, from `padId + 1`. */
function countedPositions(ids: Tensor, padId: number): Tensor {
  const real = cast(notEqual(ids, padId), 'float32');
  return cast(add(multiply(cumsum(real, { axis: 1 }), real), padId), 'int32');
}

function checkCounted(positions: Tensor, padId: number, maximumLength: number): void {
  const tokens = max(cast(positions, 'float32')).item() - padId;
  if (tokens <= maximumLength) return;
  throw new IndexError(`${tokens} tokens, ${maximumLength} positions: shorten or truncate`);
}
