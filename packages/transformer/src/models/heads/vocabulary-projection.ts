import { checkKind, linear, normalInitializer, Parameter, type Tensor, zerosInitializer } from '@heed/core';
import { TiedLinear } from '../output-layer.ts';

/**
 * From states to logits over a vocabulary, `x Wᵀ + b`: the weight may be an embedding's table, and the bias may have a
 * second name in the file.
 */
export class VocabularyProjection extends TiedLinear {
  /** [vocabulary] */
  readonly bias: Parameter;

  /**
   * @param table Table of the embedding, [vocabulary, width].
   * @param tied Use it; else have a weight of its own.
   */
  constructor(table: Parameter, tied: boolean, bias: Parameter = vocabularyBias(table)) {
    super(tied ? table : new Parameter(table.shape, normalInitializer(0.02)));
    this.bias = bias;
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }
}

/** A bias for each id of an embedding's table. */
export function vocabularyBias(table: Parameter): Parameter {
  checkKind('VocabularyProjection: table', table, 'a parameter');
  return new Parameter(table.shape.slice(0, 1), zerosInitializer);
}
