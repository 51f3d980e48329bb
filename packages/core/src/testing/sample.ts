import type { Backend } from '../backend/backend.ts';
import { tensor } from '../ops/tensor.ts';
import { to } from '../ops/to.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import { type Shape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** The float types that samples are drawn in. */
export type SampleDType = 'float32' | 'float64';

/** Draws the inputs of samples: the same numbers for every backend and, up to rounding, for both float types. */
export class Draw {
  readonly #dtype: SampleDType;
  readonly #backend: Backend;
  readonly #generator = new RandomGenerator(20_170_612);

  constructor(backend: Backend, dtype: SampleDType) {
    this.#backend = backend;
    this.#dtype = dtype;
  }

  /** Floats from `low` to `high`; all different, so that no comparison hangs on a tie. */
  float(shape: Shape, low = -1, high = 1): Tensor {
    const numbers = Array.from(
      { length: sizeOf(shape) },
      () => low + (high - low) * this.#generator.nextUniform(),
    );
    return to(tensor(numbers, { shape, dtype: this.#dtype }), this.#backend);
  }

  /** int32 ids from 0 to `end` − 1. */
  ids(shape: Shape, end: number): Tensor {
    const numbers = Int32Array.from({ length: sizeOf(shape) }, () => this.#generator.nextInteger(end));
    return to(tensor(numbers, { shape }), this.#backend);
  }

  /** Booleans, about two in three true. */
  mask(shape: Shape): Tensor {
    const bits = Array.from({ length: sizeOf(shape) }, () => this.#generator.nextUniform() < 0.66);
    return to(tensor(bits, { shape, dtype: 'bool' }), this.#backend);
  }
}

/** One use of one op, from which tests of shapes, gradients, backends and leaks are made. */
export interface Sample {
  /** The op's name, as in its file. */
  readonly op: string;
  /** What is special about this use. */
  readonly name: string;
  readonly inputs: (draw: Draw) => readonly Tensor[];
  readonly run: (...inputs: Tensor[]) => Tensor | readonly Tensor[];
  /** False for ops without a gradient. */
  readonly differentiable?: false;
}
