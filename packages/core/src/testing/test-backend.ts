import type { Backend } from '../backend/backend.ts';
import { cpu } from '../backend/reference.ts';
import { ValueError } from '../errors.ts';
import { live } from '../memory/live.ts';
import { backendTests, refusalTests } from './backend-tests.ts';
import { checkReading, type Reading, readAll } from './reading.ts';
import { runSample, type Sample, type SampleDType } from './sample.ts';
import { samples } from './samples/index.ts';
import { type Dispatches, watchBackend } from './watch-backend.ts';

/** The two functions of a test runner that {@link testBackend} calls: those of vitest, jest or node:test. */
export interface Runner {
  /** Groups tests under a name. */
  describe(name: string, body: () => void): void;
  /** Declares a test that fails by rejecting. */
  it(name: string, body: () => Promise<void>): void;
}

/** Options of {@link testBackend}. */
export interface TestBackendOptions {
  /** Told once, by the last test, how each op ran. */
  readonly report?: (coverage: ReadonlyMap<string, Dispatches>) => void;
  /** Kernels that no sample reaches, for sizes larger than those of samples; all others must serve one. */
  readonly unreached?: readonly string[];
}

/** A sample's outputs and gradients on a backend, read out. */
async function readSample(sample: Sample, backend: Backend, dtype: SampleDType): Promise<Reading[]> {
  const { outputs, gradients } = runSample(sample, backend, dtype);
  return [...(await readAll('output', outputs)), ...(await readAll('gradient', gradients))];
}

/** What a sample should give in float32: shapes, types and whole numbers of the reference, floats in float64. */
async function truthOf(sample: Sample): Promise<Reading[]> {
  const single = await readSample(sample, cpu, 'float32');
  const double = await readSample(sample, cpu, 'float64');
  return single.map((reading, index) => {
    const data = double[index]?.data ?? [];
    return reading.dtype === 'float32' ? { ...reading, data } : reading;
  });
}

/** Runs `test` and refuses buffers and tensors that it leaves behind. */
async function withoutLeak(backend: Backend, test: () => Promise<void>): Promise<void> {
  const tensors = (): number => live().reduce((total, count) => total + count.tensors, 0);
  const before = { tensors: tensors(), ...backend.memory() };
  await test();
  const after = { tensors: tensors(), ...backend.memory() };
  for (const what of ['tensors', 'buffers', 'bytes'] as const) {
    const left = after[what] - before[what];
    if (left !== 0) throw new ValueError(`leak: ${left} ${what} more than before`);
  }
}

async function testSample(sample: Sample, backend: Backend): Promise<void> {
  const truth = await truthOf(sample);
  await withoutLeak(backend, async () => {
    const readings = await readSample(sample, backend, 'float32');
    for (const [index, expected] of truth.entries()) {
      checkReading(readings[index], expected, expected.what.startsWith('output') ? 1e-5 : 1e-4);
    }
  });
}

/** Refuses kernels that served no sample: a fast path that does not run, or a name that is no op's. */
function checkKernels(
  backend: Backend,
  coverage: ReadonlyMap<string, Dispatches>,
  unreached: readonly string[],
): void {
  const idle = [...backend.kernels.keys()].filter(
    (name) => !unreached.includes(name) && !coverage.get(name)?.kernel,
  );
  if (idle.length > 0) throw new ValueError(`kernels that served no sample: ${idle.join(', ')}`);
}

/**
 * The tests that every backend must pass, for the author of one: each sample of each op in float32, its outputs
 * (within 1e-5) and gradients (within 1e-4) against the reference in float64, whole numbers and booleans exactly,
 * no NaN that the reference has not; named errors for ids outside their table; element types that come back as they
 * went; nothing left in memory; and every kernel serves a sample.
 *
 * @param backend The backend under test, or what makes it; one that is made here is disposed of at the end.
 * @param runner `describe` and `it` of the test runner. The tests are to run in order.
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
export function testBackend(
  backend: Backend | (() => Backend | Promise<Backend>),
  runner: Runner,
  options: TestBackendOptions = {},
): void {
  const own = typeof backend === 'function';
  let started: Promise<ReturnType<typeof watchBackend>> | undefined;
  const start = (): Promise<ReturnType<typeof watchBackend>> => {
    started ??= Promise.resolve(own ? backend() : backend).then(watchBackend);
    return started;
  };
  const test = (name: string, body: (backend: Backend) => Promise<void>): void =>
    runner.it(name, async () => {
      const watched = await start();
      await body(watched.backend);
    });
  runner.describe(own ? 'backend' : `backend ${backend.name}`, () => {
    for (const [name, body] of Object.entries(backendTests)) {
      test(name, (one) => withoutLeak(one, () => body(one)));
    }
    for (const [name, body] of Object.entries(refusalTests)) {
      test(name, (one) => withoutLeak(one, () => body(one)));
    }
    for (const sample of samples) test(`${sample.op}: ${sample.name}`, (one) => testSample(sample, one));
    runner.it('every kernel serves a sample', async () => {
      const watched = await start();
      if (own) watched.backend.dispose?.();
      options.report?.(watched.dispatches);
      checkKernels(watched.backend, watched.dispatches, options.unreached ?? []);
    });
  });
}
