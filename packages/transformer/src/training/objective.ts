import type { Module, RandomGenerator, Tensor } from '@heed/core';

/**
 * What a model is to learn: from examples to a loss. One file in `objectives/` each; {@link trainStep} and `Trainer` take
 * any.
 *
 * @typeParam Example What one item of the data is, such as ids and a label.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator, SGD, squeeze, subtract, sum, multiply, tensor } from '@heed/core';
 * import { type Objective, trainStep } from '@heed/transformer/training';
 * const model = new Linear(2, 1).initialize(new RandomGenerator(0));
 * // Least squares: any loss that can be written in ops is an objective.
 * const objective: Objective<{ x: readonly number[]; y: number }> = {
 *   model,
 *   length: () => 1,
 *   batch: (examples) => ({
 *     targets: examples.length,
 *     loss: () => {
 *       const predicted = squeeze(model.forward(tensor(examples.map(({ x }) => [...x]))), { axis: 1 });
 *       const error = subtract(predicted, tensor(examples.map(({ y }) => y)));
 *       return sum(multiply(error, error));
 *     },
 *   }),
 * };
 * const { loss } = trainStep(objective, new SGD(model, { rate: 0.1 }), [[{ x: [1, 2], y: 3 }]]);
 * ```
 */
export interface Objective<Example> {
  /** What is trained. */
  readonly model: Module;
  /** Places that an example takes in a batch, such as its tokens; batches of similar length are cut by it. */
  length(example: Example): number;
  /**
   * A batch made ready.
   *
   * @param generator Where an objective that draws at random, such as masking, has its numbers from.
   * @throws {OptionError} when such an objective gets none.
   */
  batch(examples: readonly Example[], generator?: RandomGenerator): ObjectiveBatch;
}

/** What is to be learned from one batch. */
export interface ObjectiveBatch {
  /** How many real targets there are: tokens, texts or pairs. The mean loss is the sum divided by it. */
  readonly targets: number;
  /** The sum of the losses over the targets: one float. It is called where gradients are recorded. */
  loss(): Tensor;
}
