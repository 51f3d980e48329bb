import type { DType } from '../dtype.ts';
import { LifetimeError, ShapeError } from '../errors.ts';
import { checkKind } from '../options.ts';
import type { RandomGenerator } from '../random/random-generator.ts';
import { checkShape, type Shape, sameShape, showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Initializer } from './initializers.ts';

/**
 * A tensor that a module owns and training changes. It allocates nothing until it is initialised or loaded.
 * Ops take it wherever they take a tensor.
 *
 * @example
 * ```ts
 * import { Parameter, RandomGenerator, xavierUniform } from '@heed/core';
 * const weight = new Parameter([3, 2], xavierUniform);
 * weight.initialize(new RandomGenerator(7));
 * console.log(weight.value.shape); // [3, 2]
 * ```
 */
export class Parameter {
  readonly shape: Shape;
  /** The element type that it was made with, and that fresh numbers have. */
  readonly declaredDType: DType;
  readonly #initializer: Initializer;
  #trainable = true;
  #value: Tensor | undefined;

  constructor(shape: Shape, initializer: Initializer, dtype: DType = 'float32') {
    checkShape('Parameter', shape);
    checkKind('Parameter: initializer', initializer, 'a function');
    this.shape = shape;
    this.declaredDType = dtype;
    this.#initializer = initializer;
  }

  /** The element type of the value; another than the declared one once {@link replace} has put it there. */
  get dtype(): DType {
    return this.#value?.dtype ?? this.declaredDType;
  }

  /** False for a frozen parameter: no gradient is computed and optimizers leave it alone. */
  get trainable(): boolean {
    return this.#trainable;
  }

  /** Freezes the parameter with false. */
  set trainable(on: boolean) {
    this.#trainable = on;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** True once there are numbers. */
  get isReady(): boolean {
    return this.#value !== undefined;
  }

  /**
   * The current tensor. It stays the parameter's: do not dispose it.
   *
   * @throws {LifetimeError} before initialisation or loading, and after dispose.
   */
  get value(): Tensor {
    if (this.#value === undefined) {
      throw new LifetimeError(
        `a parameter of shape ${showShape(this.shape)} has no value: call model.initialize(generator) ` +
          'or load weights first; a disposed model has none either',
      );
    }
    return this.#value;
  }

  /** Draws fresh numbers on the current backend. */
  initialize(generator: RandomGenerator): void {
    this.replace(this.#initializer(this.shape, generator));
  }

  /**
   * Replaces the value. The parameter takes the tensor over and frees the former one.
   *
   * @throws {ShapeError} when shape or type differ.
   */
  assign(value: Tensor): void {
    if (!sameShape(value.shape, this.shape) || value.dtype !== this.dtype) {
      throw new ShapeError(
        `parameter: expected ${this.dtype} ${showShape(this.shape)}, got ${value.dtype} ${showShape(value.shape)}`,
      );
    }
    this.replace(value);
  }

  /**
   * The same for a value of any element type: a weight that is kept in half precision or in blocks. Such a weight is not
   * trained; `freeze()` its module.
   *
   * @throws {ShapeError} when the shape differs.
   */
  replace(value: Tensor): void {
    if (!sameShape(value.shape, this.shape)) {
      throw new ShapeError(`parameter: expected ${showShape(this.shape)}, got ${showShape(value.shape)}`);
    }
    const before = this.#value;
    this.#value = value.retain();
    value.dispose();
    before?.release();
  }

  /** Frees the value. */
  dispose(): void {
    this.#value?.release();
    this.#value = undefined;
  }
}
