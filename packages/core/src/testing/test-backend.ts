import type { Backend } from '../backend/backend.ts';
import { cpu } from '../backend/reference.ts';
import { IndexError, ValueError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { tidy } from '../memory/scope.ts';
import { embedding } from '../ops/embedding.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { to } from '../ops/to.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { Draw, type Sample } from './sample.ts';
import { samples } from './samples/index.ts';

/** The two functions of a test runner that {@link testBackend} calls: vitest's, jest's, node:test's. */
export interface Runner {
  /** Groups tests under a name. */
  describe(name: string, body: () => void): void;
  /** Declares a test that fails by rejecting. */
  it(name: string, body: () => Promise<void>): void;
}

/** Results of a sample, read out. */
interface Result {
  readonly what: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

function isFloat(x: Tensor): boolean {
  return x.dtype === 'float32' || x.dtype === 'float64';
}

async function readAll(what: string, tensors: readonly Tensor[]): Promise<Result[]> {
  return Promise.all(
    tensors.map(async (x, index) => ({
      what: `${what} ${index}`,
      dtype: x.dtype,
      shape: x.shape,
      data: [...(await x.data())],
    })),
  );
}

/** Outputs of a sample on a backend, and the gradients of its float inputs. */
async function resultsOn(backend: Backend, sample: Sample): Promise<Result[]> {
  const made = tidy(() => {
    const inputs = sample.inputs(new Draw(backend, 'float32'));
    const outputs = [sample.run(...inputs)].flat();
    const gradients = sample.differentiable === false ? [] : gradientsOf(sample, inputs);
    return { outputs: outputs.map((output) => multiplyIfInput(output, inputs)), gradients };
  });
  const results = [
    ...(await readAll('output', made.outputs)),
    ...(await readAll('gradient', made.gradients)),
  ];
  for (const x of [...made.outputs, ...made.gradients]) x.dispose();
  return results;
}

/** An op may return its very input; what leaves the scope must be a tensor of its own. */
function multiplyIfInput(output: Tensor, inputs: readonly Tensor[]): Tensor {
  return inputs.includes(output) ? output.aliasWithShape(output.shape) : output;
}

function gradientsOf(sample: Sample, inputs: readonly Tensor[]): Tensor[] {
  const floats = inputs.filter(isFloat);
  return grad((...given) => {
    let next = 0;
    const all = inputs.map((x) => (isFloat(x) ? (given[next++] ?? x) : x));
    const [output] = [sample.run(...all)].flat();
    if (output === undefined) throw new ValueError('sample: no output');
    return sum(multiply(output, output));
  })(...floats);
}

function compare(expected: readonly Result[], actual: readonly Result[]): void {
  for (const [index, want] of expected.entries()) {
    const got = actual[index];
    if (got === undefined || !sameShape(want.shape, got.shape) || want.dtype !== got.dtype) {
      throw new ValueError(
        `${want.what}: expected ${want.dtype} ${showShape(want.shape)}, got ${got?.dtype} ${showShape(got?.shape ?? [])}`,
      );
    }
    const exact = !want.dtype.startsWith('float32');
    for (const [element, value] of want.data.entries()) {
      const other = got.data[element] ?? Number.NaN;
      const allowed = exact ? 0 : 1e-5 * Math.max(1, Math.abs(value));
      if (!(Math.abs(value - other) <= allowed)) {
        throw new ValueError(`${want.what}, element ${element}: expected ${value}, got ${other}`);
      }
    }
  }
}

async function testSample(backend: Backend, sample: Sample): Promise<void> {
  const expected = await resultsOn(cpu, sample);
  const before = backend.memory();
  compare(expected, await resultsOn(backend, sample));
  const after = backend.memory();
  if (after.buffers !== before.buffers || after.bytes !== before.bytes) {
    throw new ValueError(
      `leak: ${after.buffers - before.buffers} buffers and ${after.bytes - before.bytes} bytes stayed`,
    );
  }
}

async function testIds(backend: Backend, id: number): Promise<void> {
  tidy(() => {
    const table = to(tensor(new Float32Array(20), { shape: [10, 2] }), backend);
    const ids = to(tensor([9, id], { dtype: 'int32' }), backend);
    try {
      embedding(table, ids);
    } catch (error) {
      if (error instanceof IndexError && error.message.includes(`${id}`)) return;
      throw error;
    }
    throw new ValueError(`embedding took the id ${id} of a table of 10 rows`);
  });
}

/**
 * The tests that every backend must pass, for the author of one: each sample of each op, its outputs and gradients
 * against the reference (float32 within 1e-5, other types exactly), no buffer left behind, and named errors for ids
 * outside their table.
 *
 * @param backend The backend under test.
 * @param runner `describe` and `it` of the test runner.
 *
 * @example
 * ```ts
 * import { cpu } from '@heed/core';
 * import { testBackend } from '@heed/core/testing';
 * const tests: (() => Promise<void>)[] = [];
 * testBackend(cpu, { describe: (_, body) => body(), it: (_, body) => void tests.push(body) });
 * for (const test of tests) await test();
 * ```
 */
export function testBackend(backend: Backend, runner: Runner): void {
  runner.describe(`backend ${backend.name}`, () => {
    for (const sample of samples)
      runner.it(`${sample.op}: ${sample.name}`, () => testSample(backend, sample));
    for (const id of [10, -1])
      runner.it(`refuses id ${id} of a table of 10 rows`, () => testIds(backend, id));
  });
}
