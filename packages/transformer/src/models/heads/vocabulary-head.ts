import { checkKind, gelu, LayerNorm, Linear, Module, type Parameter, type Tensor } from '@heed/core';
import { VocabularyProjection, vocabularyBias } from './vocabulary-projection.ts';

/** RoBERTa's and MPNet's head for masked language models: `decoder(layerNorm(gelu(dense(x))))`. */
export class VocabularyHead extends Module {
  readonly dense: Linear;
  readonly layerNorm: LayerNorm;
  /** [vocabulary]; that of a tied decoder, under the name that files have. */
  readonly bias: Parameter | undefined;
  readonly decoder: VocabularyProjection;

  /** @param table Table of the embedding, [vocabulary, width]. */
  constructor(table: Parameter, config: { readonly epsilon: number; readonly tied: boolean }) {
    super(config);
    const { epsilon, tied } = config;
    checkKind(`${new.target.name}: table`, table, 'a parameter');
    const width = table.shape[1] ?? 0;
    this.dense = new Linear(width, width);
    this.layerNorm = new LayerNorm(width, { epsilon });
    this.bias = tied ? vocabularyBias(table) : undefined;
    this.decoder = new VocabularyProjection(table, tied, this.bias);
  }

  /** […, width] → logits […, vocabulary] */
  override forward(x: Tensor): Tensor {
    return this.decoder.forward(this.layerNorm.forward(gelu(this.dense.forward(x))));
  }
}
