import { Dropout, Linear, Module, type RandomGenerator, type Tensor, tanh } from '@heed/core';
import { firstToken } from './first-token.ts';

/** Sizes of {@link FirstTokenHead}. */
export interface FirstTokenHeadConfig {
  readonly width: number;
  readonly labels: readonly string[];
  readonly classifierDropout: number;
}

/** RoBERTa's, MPNet's and ELECTRA's classifier of a text: `outProj(act(dense(state of the first token)))`. */
export class FirstTokenHead extends Module {
  readonly dense: Linear;
  readonly dropout: Dropout;
  readonly outProj: Linear;
  readonly #activation: (x: Tensor) => Tensor;

  /** @param activation tanh by default. */
  constructor(
    config: FirstTokenHeadConfig,
    generator: RandomGenerator,
    activation: (x: Tensor) => Tensor = tanh,
  ) {
    super(config);
    const { width, labels, classifierDropout } = config;
    this.dense = new Linear(width, width);
    this.dropout = new Dropout(classifierDropout, generator);
    this.outProj = new Linear(width, labels.length);
    this.#activation = activation;
  }

  /** [batch, length, width] → logits [batch, labels] */
  override forward(states: Tensor): Tensor {
    const dropped = this.dropout.forward(firstToken(states));
    return this.outProj.forward(this.dropout.forward(this.#activation(this.dense.forward(dropped))));
  }
}
