import { cast, cpu, multiply, RandomGenerator, type Tensor, tensor, tidy, use } from '@heed/core';
import type { Backend } from '@heed/core/backend';

/** Inputs of a program; equal numbers on every backend. */
export interface Inputs {
  /** Floats from −2 to 2. */
  float(...shape: number[]): Tensor;
  /** Floats from 0.1 to 2.1. */
  positive(...shape: number[]): Tensor;
  /** The given numbers. */
  numbers(values: readonly number[]): Tensor;
  ids(below: number, ...shape: number[]): Tensor;
  flags(...shape: number[]): Tensor;
}

/** A program of ops; returns what is to be compared. */
export type Program = (inputs: Inputs) => readonly Tensor[];

function inputsOf(dtype: 'float32' | 'float64'): Inputs {
  const generator = new RandomGenerator(7);
  const draw = (shape: number[], map: (uniform: number) => number): Float32Array =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => map(generator.nextUniform()));
  const floats = (data: Float32Array, shape: number[]): Tensor =>
    tensor(dtype === 'float32' ? data : Float64Array.from(data), { shape });
  return {
    float: (...shape) =>
      floats(
        draw(shape, (u) => 4 * u - 2),
        shape,
      ),
    positive: (...shape) =>
      floats(
        draw(shape, (u) => 2 * u + 0.1),
        shape,
      ),
    numbers: (values) => floats(Float32Array.from(values), [values.length]),
    ids: (below, ...shape) =>
      tensor(Int32Array.from(draw(shape, (u) => Math.floor(u * below))), { shape, dtype: 'int32' }),
    flags: (...shape) =>
      tensor(Uint8Array.from(draw(shape, (u) => Number(u < 0.6))), { shape, dtype: 'bool' }),
  };
}

/** The program on whole numbers from −5 to 5, of which all sums are exact and many are equal. */
export function onWholeNumbers(program: Program): Program {
  return (inputs) => {
    const float = (...shape: number[]): Tensor => {
      const x = inputs.float(...shape);
      return cast(cast(multiply(x, 3), 'int32'), x.dtype);
    };
    return program({ ...inputs, float });
  };
}

function runOn(backend: Backend, dtype: 'float32' | 'float64', program: Program): number[][] {
  const before = use(backend);
  try {
    return tidy(() => program(inputsOf(dtype)).map((result) => Array.from(result.dataSync(), Number)));
  } finally {
    use(before);
  }
}

/** The program's numbers on a backend, in float32. */
export function runFast(backend: Backend, program: Program): number[][] {
  return runOn(backend, 'float32', program);
}

/** The program's numbers by core's reference in float64. */
export function runReference(program: Program): number[][] {
  return runOn(cpu, 'float64', program);
}

/** The largest difference, relative to the number or to 1; infinite where only one side is finite. */
export function largestError(seen: number[][], right: number[][]): number {
  let largest = 0;
  right.forEach((numbers, output) => {
    if (seen[output]?.length !== numbers.length) throw new Error(`output ${output}: sizes differ`);
    numbers.forEach((number, at) => {
      const value = seen[output]?.[at] ?? Number.NaN;
      if (value === number || (Number.isNaN(value) && Number.isNaN(number))) return;
      const error = Math.abs(value - number) / Math.max(1, Math.abs(number));
      largest = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(largest, error);
    });
  });
  return largest;
}
