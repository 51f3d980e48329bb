import { ShapeError } from '../errors.ts';
import { full } from '../ops/full.ts';
import type { RandomGenerator } from '../random/random-generator.ts';
import { checkShape, type Shape, showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Makes the first value of a parameter. */
export type Initializer = (shape: Shape, generator: RandomGenerator) => Tensor;

/**
 * Numbers of inputs and outputs of a weight `[out, in, …kernel]`, as PyTorch counts them: the kernel's size
 * multiplies both.
 */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  checkShape('initialiser', shape);
  const [out, input] = shape;
  if (out === undefined || input === undefined) {
    throw new ShapeError(`this initialiser needs at least two axes, got ${showShape(shape)}`);
  }
  const receptive = sizeOf(shape.slice(2));
  return { fanIn: input * receptive, fanOut: out * receptive };
}

/** All zeros: biases. */
export const zerosInitializer: Initializer = (shape) => full(shape, 0);

/** All ones: gains of norms. */
export const onesInitializer: Initializer = (shape) => full(shape, 1);

/**
 * Normal numbers of the given deviation.
 *
 * @example
 * ```ts
 * import { Embedding, normalInitializer } from '@heed/core';
 * const embedding = new Embedding(100, 16, { initializer: normalInitializer(0.02) });
 * console.log(embedding.weight.shape); // [100, 16]
 * ```
 */
export function normalInitializer(deviation: number): Initializer {
  return (shape, generator) => generator.normal(shape, 0, deviation);
}

/** Uniform numbers in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010). */
export const xavierUniform: Initializer = (shape, generator) => {
  const { fanIn, fanOut } = fans(shape);
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return generator.uniform(shape, -limit, limit);
};

/** Normal numbers of deviation √(2 / (fanIn + fanOut)) (Glorot and Bengio 2010). */
export const xavierNormal: Initializer = (shape, generator) => {
  const { fanIn, fanOut } = fans(shape);
  return generator.normal(shape, 0, Math.sqrt(2 / (fanIn + fanOut)));
};

/** Uniform numbers in ±√(6 / fanIn), for ReLU networks (He et al. 2015). */
export const kaimingUniform: Initializer = (shape, generator) => {
  const limit = Math.sqrt(6 / fans(shape).fanIn);
  return generator.uniform(shape, -limit, limit);
};

/** Normal numbers of deviation √(2 / fanIn), for ReLU networks (He et al. 2015). */
export const kaimingNormal: Initializer = (shape, generator) =>
  generator.normal(shape, 0, Math.sqrt(2 / fans(shape).fanIn));

/**
 * Normal numbers of the given deviation, drawn again when beyond two deviations (BERT, ViT).
 *
 * @example
 * ```ts
 * import { RandomGenerator, truncatedNormal } from '@heed/core';
 * const weights = truncatedNormal(0.02)([100, 16], new RandomGenerator(0));
 * console.log(weights.dataSync().every((weight) => Math.abs(weight) <= 0.04)); // true
 * ```
 */
export function truncatedNormal(deviation: number): Initializer {
  return (shape, generator) => {
    const next = (): number => {
      for (;;) {
        const value = generator.nextNormal();
        if (Math.abs(value) <= 2) return value * deviation;
      }
    };
    return generator.fill(shape, next);
  };
}
