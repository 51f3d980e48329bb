import type { Backend } from '../backend/backend.ts';
import { use } from '../backend/current.ts';
import type { PlainDType } from '../dtype.ts';
import { grad } from '../gradient/grad.ts';
import { tidy } from '../memory/scope.ts';
import { add } from '../ops/add.ts';
import { cast } from '../ops/cast.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { type NestedNumbers, tensor } from '../ops/tensor.ts';
import { to } from '../ops/to.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import { type Shape, showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** The types that samples run in. */
export type SampleDType = PlainDType;

/** The whole numbers that a type holds; none for the types of floats. */
const wholeNumbers: Partial<Record<SampleDType, readonly [least: number, most: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
  bool: [0, 1],
};

/** A number as a type can hold it: types of whole numbers cut it, keep it in their range, and take 0 for NaN. */
function fitted(value: number, dtype: SampleDType): number {
  const range = wholeNumbers[dtype];
  return range === undefined ? value : Math.min(range[1], Math.max(range[0], Math.trunc(value) || 0));
}

/**
 * Makes the inputs of samples on the current backend. Drawn numbers are float32 numbers in float32 and float64, so
 * that a run in float64 is the truth for one in float32; in a type of whole numbers they are seven times as large,
 * and cut.
 */
export class Draw {
  readonly #dtype: SampleDType;
  readonly #generator = new RandomGenerator(20_170_612);

  constructor(dtype: SampleDType) {
    this.#dtype = dtype;
  }

  /** Floats from `low` to `high`; all different, so that no comparison hangs on a tie. */
  float(shape: Shape, low = -1, high = 1): Tensor {
    const scale = this.#dtype in wholeNumbers ? 7 : 1;
    const next = (): number => {
      const value = Math.fround(low + (high - low) * this.#generator.nextUniform());
      return fitted(scale * value, this.#dtype);
    };
    return tensor(Array.from({ length: sizeOf(shape) }, next), { shape, dtype: this.#dtype });
  }

  /** int32 ids from 0 to `end` − 1. */
  ids(shape: Shape, end: number): Tensor {
    const next = (): number => this.#generator.nextInteger(end);
    return tensor(Int32Array.from({ length: sizeOf(shape) }, next), { shape });
  }

  /** Booleans, about two in three true. */
  mask(shape: Shape): Tensor {
    const next = (): boolean => this.#generator.nextUniform() < 0.66;
    return tensor(Array.from({ length: sizeOf(shape) }, next), { shape, dtype: 'bool' });
  }

  /** These floats; give numbers that float32 holds exactly. */
  numbers(values: NestedNumbers): Tensor {
    const fit = (value: NestedNumbers): NestedNumbers =>
      typeof value === 'object' ? value.map(fit) : fitted(Number(value), this.#dtype);
    return tensor(fit(values), { dtype: this.#dtype });
  }

  /** These whole numbers, int32. */
  integers(values: NestedNumbers): Tensor {
    return tensor(values, { dtype: 'int32' });
  }

  /** These booleans. */
  booleans(values: NestedNumbers): Tensor {
    return tensor(values, { dtype: 'bool' });
  }
}

/** One use of one op, from which tests of values, shapes, gradients, backends and leaks are made. */
export interface Sample {
  /** The op's public name. */
  readonly op: string;
  /** What is special about this use. */
  readonly name: string;
  /** Draws the inputs: first the floats, then ids and masks. */
  readonly inputs: (draw: Draw) => readonly Tensor[];
  /** Uses the op; gives its outputs. Tensors that it makes itself go with the current backend. */
  readonly run: (...inputs: Tensor[]) => Tensor | readonly Tensor[];
  /** Shape and numbers of the first output, known from elsewhere: NumPy, PyTorch, IEEE 754, or by hand. */
  readonly expected?: NestedNumbers;
  /** True for a use of weights in blocks, which a backend may refuse by an error that names them. */
  readonly blocks?: true;
  /** False where there is no gradient, or none that differences could confirm. */
  readonly differentiable?: false;
}

/** The samples of one op, by name. */
export function samplesOf(op: string, rows: Readonly<Record<string, Omit<Sample, 'op' | 'name'>>>): Sample[] {
  return Object.entries(rows).map(([name, row]) => ({ op, name, ...row }));
}

/** True for tensors with gradients. */
function isFloat(x: Tensor): boolean {
  return x.dtype === 'float32' || x.dtype === 'float64';
}

/** `Σ w ∘ y` over all float outputs, with weights that differ from element to element, so that no error cancels. */
export function weightedSum(outputs: Tensor | readonly Tensor[]): Tensor {
  const parts = [outputs]
    .flat()
    .filter(isFloat)
    .map((output) => {
      const numbers = Array.from({ length: output.size }, (_, index) => Math.sin(1 + 1.7 * index));
      const weights = tensor(numbers, { shape: output.shape, dtype: output.dtype });
      return sum(multiply(output, to(weights, output.backend)));
    });
  return parts.reduce((total, part) => add(total, cast(part, total.dtype)));
}

/** What a sample gave on a backend; the caller disposes of it. */
export interface SampleResult {
  /** Types and shapes of the inputs, for messages. */
  readonly inputs: string;
  readonly outputs: readonly Tensor[];
  /** Of the weighted sum of the outputs, for each float input. */
  readonly gradients: readonly Tensor[];
}

/** Runs `fn` with `backend` as the current one. */
export function onBackend<Result>(backend: Backend, fn: () => Result): Result {
  const before = use(backend);
  try {
    return fn();
  } finally {
    use(before);
  }
}

/** Runs a sample, with its gradients where it has some. */
export function runSample(sample: Sample, backend: Backend, dtype: SampleDType): SampleResult {
  return onBackend(backend, () =>
    tidy(() => {
      const inputs = sample.inputs(new Draw(dtype));
      // An op may return its very input; what leaves the scope must be a tensor of its own.
      const outputs = [sample.run(...inputs)]
        .flat()
        .map((output) => (inputs.includes(output) ? output.aliasWithShape(output.shape) : output));
      const described = inputs.map((input) => `${input.dtype} ${showShape(input.shape)}`).join(', ');
      const result = { inputs: described || 'no tensor', outputs };
      if (sample.differentiable === false || (dtype !== 'float32' && dtype !== 'float64')) {
        return { ...result, gradients: [] };
      }
      const { fn, floats } = ofFloats(sample, inputs);
      return { ...result, gradients: grad((...given) => weightedSum(fn(...given)))(...floats) };
    }),
  );
}

/** The sample as a function of its float inputs alone. */
export function ofFloats(
  sample: Sample,
  inputs: readonly Tensor[],
): { fn: (...floats: Tensor[]) => Tensor | readonly Tensor[]; floats: readonly Tensor[] } {
  const floats = inputs.filter(isFloat);
  const fn = (...given: Tensor[]): Tensor | readonly Tensor[] => {
    let next = 0;
    return sample.run(...inputs.map((input) => (isFloat(input) ? (given[next++] ?? input) : input)));
  };
  return { fn, floats };
}
