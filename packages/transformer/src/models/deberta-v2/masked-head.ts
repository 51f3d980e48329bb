import { LayerNorm, Linear, linear, Module, type Parameter, type Tensor } from '@heed/core';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import { vocabularyBias } from '../heads/vocabulary-projection.ts';
import type { DebertaV2Config } from './config.ts';

/** What DeBERTa was trained with: `norm(act(dense(x))) Eᵀ + b`, E the embedding's table. */
export class DebertaV2VocabularyHead extends Module {
  readonly dense: Linear;
  readonly LayerNorm: LayerNorm;
  /** [vocabulary] */
  readonly bias: Parameter;
  readonly #activated: ActivatedLinear;

  /** @param table Table of the embedding, [vocabulary, width]. */
  constructor(config: DebertaV2Config, table: Parameter) {
    super(config);
    const { width, epsilon, activation } = config;
    this.dense = new Linear(width, width);
    this.LayerNorm = new LayerNorm(width, { epsilon });
    this.bias = vocabularyBias(table);
    this.#activated = activatedLinear(activation);
  }

  /** […, width] → logits […, vocabulary] */
  override forward(states: Tensor, table: Parameter): Tensor {
    return linear(this.LayerNorm.forward(this.#activated(this.dense, states)), table, this.bias);
  }
}

/** The same under its published name. */
export class DebertaV2Predictions extends Module {
  readonly lmHead: DebertaV2VocabularyHead;

  constructor(config: DebertaV2Config, table: Parameter) {
    super(config);
    this.lmHead = new DebertaV2VocabularyHead(config, table);
  }

  override forward(states: Tensor, table: Parameter): Tensor {
    return this.lmHead.forward(states, table);
  }
}
