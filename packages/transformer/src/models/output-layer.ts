import { checkKind, type Embedding, Linear, linear, Module, type Parameter, type Tensor } from '@heed/core';

/**
 * A linear map without bias whose weight belongs to another module too, as output layers share the embedding's table
 * (Press and Wolf 2017). Both paths name one parameter: it has one gradient, and loads from either name.
 *
 * @example
 * ```ts
 * import { Embedding, ones, RandomGenerator } from '@heed/core';
 * import { TiedLinear } from '@heed/transformer';
 * const embedding = new Embedding(11, 4).initialize(new RandomGenerator(0));
 * console.log(new TiedLinear(embedding.weight).forward(ones([1, 4])).shape); // [1, 11]
 * ```
 */
export class TiedLinear extends Module {
  /** [outputs, inputs] */
  readonly weight: Parameter;

  constructor(weight: Parameter) {
    super();
    this.weight = weight;
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight);
  }
}

/**
 * The layer from states to logits: the embedding once more, or a map of its own.
 *
 * @example
 * ```ts
 * import { Embedding } from '@heed/core';
 * import { outputLayer } from '@heed/transformer';
 * const embedding = new Embedding(11, 4);
 * console.log(outputLayer(embedding, true).weight === embedding.weight); // true
 * ```
 */
export function outputLayer(embedding: Embedding, tied: boolean): Linear | TiedLinear {
  checkKind('outputLayer: embedding', embedding, 'a module');
  const { weight } = embedding;
  const [vocabulary = 0, width = 0] = weight.shape;
  return tied ? new TiedLinear(weight) : new Linear(width, vocabulary, { bias: false });
}
