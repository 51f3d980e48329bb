import { LayerNorm, Linear, Module, type Parameter, type Tensor } from '@heed/core';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import { VocabularyProjection, vocabularyBias } from '../heads/vocabulary-projection.ts';
import type { BertConfig } from './config.ts';

/** What stands before the projection to the vocabulary: `norm(act(dense(x)))`. */
export class BertPredictionTransform extends Module {
  readonly dense: Linear;
  readonly LayerNorm: LayerNorm;
  readonly #activated: ActivatedLinear;

  constructor(config: BertConfig) {
    super(config);
    const { width, epsilon, activation } = config;
    this.dense = new Linear(width, width);
    this.LayerNorm = new LayerNorm(width, { epsilon });
    this.#activated = activatedLinear(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.LayerNorm.forward(this.#activated(this.dense, x));
  }
}

/** From states to logits over the vocabulary. */
export class BertPredictions extends Module {
  readonly transform: BertPredictionTransform;
  /** [vocabulary]; that of a tied decoder, under the name that files have. */
  readonly bias: Parameter | undefined;
  readonly decoder: VocabularyProjection;

  constructor(config: BertConfig, table: Parameter) {
    super(config);
    this.transform = new BertPredictionTransform(config);
    this.bias = config.tied ? vocabularyBias(table) : undefined;
    this.decoder = new VocabularyProjection(table, config.tied, this.bias);
  }

  override forward(states: Tensor): Tensor {
    return this.decoder.forward(this.transform.forward(states));
  }
}

/** The head of masked language models, under its published name. */
export class BertPredictionHead extends Module {
  readonly predictions: BertPredictions;

  constructor(config: BertConfig, table: Parameter) {
    super(config);
    this.predictions = new BertPredictions(config, table);
  }

  override forward(states: Tensor): Tensor {
    return this.predictions.forward(states);
  }
}
