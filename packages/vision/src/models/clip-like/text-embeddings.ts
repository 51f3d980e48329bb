import { LearnedPositions } from '@heed/attention';
import { add, Embedding, Module, type Tensor } from '@heed/core';
import type { TextTowerConfig } from './config.ts';

/** Tokens and learned positions: int32 [batch, length] → [batch, length, width]. */
export class TowerTextEmbeddings extends Module {
  readonly tokenEmbedding: Embedding;
  readonly positionEmbedding: LearnedPositions;

  constructor(config: TextTowerConfig) {
    super(config);
    const { vocabularySize, maximumLength, width } = config;
    this.tokenEmbedding = new Embedding(vocabularySize, width);
    this.positionEmbedding = new LearnedPositions(maximumLength, width);
  }

  /** @throws {IndexError} for an id outside the vocabulary, and for more tokens than there are positions. */
  override forward(ids: Tensor): Tensor {
    return add(this.tokenEmbedding.forward(ids), this.positionEmbedding.forward(ids.shape[1] ?? 0));
  }
}
