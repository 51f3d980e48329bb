import * as heed from '@heed/core';
import { cpu, RandomGenerator, type Tensor, tensor, use } from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wasm } from '../index.ts';
import type { WasmBackend } from '../index.ts';

/** Numbers of an op on one backend, each input built there. */
type Run = (make: Make) => Tensor | readonly Tensor[];
type Make = {
  float: (...shape: number[]) => Tensor;
  positive: (...shape: number[]) => Tensor;
  ids: (below: number, ...shape: number[]) => Tensor;
  flags: (...shape: number[]) => Tensor;
};

/** Makes the same inputs on whichever backend is in use. */
function inputs(): Make {
  const generator = new RandomGenerator(7);
  const uniform = (shape: number[]): number[] =>
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => generator.uniform());
  return {
    float: (...shape) => tensor(new Float32Array(uniform(shape).map((u) => 4 * u - 2)), { shape }),
    positive: (...shape) => tensor(new Float32Array(uniform(shape).map((u) => 2 * u + 0.1)), { shape }),
    ids: (below, ...shape) => tensor(new Int32Array(uniform(shape).map((u) => Math.floor(u * below))), { shape, dtype: 'int32' }),
    flags: (...shape) => tensor(new Uint8Array(uniform(shape).map((u) => (u < 0.6 ? 1 : 0))), { shape, dtype: 'bool' }),
  };
}

console.log(Object.keys(heed).join(' '), Object.getOwnPropertyNames(RandomGenerator.prototype));
it('x', () => {});
