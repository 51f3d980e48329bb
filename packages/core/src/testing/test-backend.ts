import type { Backend } from '../backend/backend.ts';
import { OptionError, ValueError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { reasonsOf, type SuiteTest, suite } from './suite.ts';
import { type Dispatches, type WatchedBackend, watchBackend } from './watch-backend.ts';

/** How a test runner declares a test; `skip`, where it has one, declares a test that does not run. */
export interface DeclareTest {
  /** Declares a test that fails by rejecting. */
  (name: string, body: () => Promise<void>): void;
  /** Declares a test that does not run. */
  skip?(name: string, body: () => Promise<void>): void;
}

/** The two functions of a test runner that {@link testBackend} calls: those of vitest, jest or node:test. */
export interface Runner {
  /** Groups tests under a name. */
  describe(name: string, body: () => void): void;
  /** Declares a test. */
  readonly it: DeclareTest;
}

/** Options of {@link testBackend} and {@link checkBackend}. */
export interface TestBackendOptions {
  /**
   * Largest error of an output in float32, relative to the number where that is above 1; 1e-5 by default. Gradients and
   * whole models may be ten times as far off, losses in training a hundred times.
   */
  readonly tolerance?: number;
  /** Tests that do not run, by name, or all tests of an op, by the op's name; each with its reason, which is printed. */
  readonly skip?: Readonly<Record<string, string>>;
  /** Kernels that no sample reaches, for sizes larger than those of samples; all others must serve one. */
  readonly unreached?: readonly string[];
  /** Told once, by the last test, how each op ran. */
  readonly report?: (coverage: ReadonlyMap<string, Dispatches>) => void;
}

/** What {@link checkBackend} found. */
export interface BackendCheck {
  /** Names of the tests that passed. */
  readonly passed: readonly string[];
  /** Tests that did not run, with the reasons given. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** Tests that failed, with what was wrong. */
  readonly failed: readonly { readonly name: string; readonly error: unknown }[];
}

type BackendSource = Backend | (() => Backend | Promise<Backend>);

/** A test that is ready to run, or the reason why it does not. */
interface Planned {
  readonly name: string;
  readonly reason: string | undefined;
  readonly body: () => Promise<void>;
}

const last = 'every kernel serves a sample';

/** Refuses kernels that served no sample: a fast path that does not run, or a name that is no op's. */
function checkKernels({ backend, dispatches }: WatchedBackend, excused: readonly string[]): void {
  const idle = [...backend.kernels.keys()].filter(
    (name) => !excused.includes(name) && !dispatches.get(name)?.kernel,
  );
  if (idle.length > 0) throw new ValueError(`kernels that served no sample: ${idle.join(', ')}`);
}

/** The tests for one backend, in order; the last one looks at the kernels and disposes of a backend made here. */
function plan(source: BackendSource, options: TestBackendOptions): Planned[] {
  checkOptions('testBackend', options, ['tolerance', 'skip', 'unreached', 'report']);
  const { tolerance = 1e-5, skip = {}, unreached = [], report } = options;
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new OptionError(`testBackend: tolerance must lie between 0 and 1, got ${tolerance}`);
  }
  const reasonOf = reasonsOf(skip);
  const own = typeof source === 'function';
  let started: Promise<WatchedBackend> | undefined;
  const start = (): Promise<WatchedBackend> => {
    started ??= Promise.resolve(own ? source() : source).then(watchBackend);
    return started;
  };
  const bodyOf = (test: SuiteTest) => async (): Promise<void> => {
    const { backend } = await start();
    await test.run(backend, tolerance);
  };
  const tests = suite().map((test) => ({ name: test.name, reason: reasonOf(test), body: bodyOf(test) }));
  const finish = async (): Promise<void> => {
    const watched = await start();
    if (own) watched.backend.dispose?.();
    report?.(watched.dispatches);
    checkKernels(watched, [...unreached, ...Object.keys(skip)]);
  };
  return [...tests, { name: last, reason: undefined, body: finish }];
}

/**
 * The tests that every backend must pass, for the author of one:
 *
 * - each sample of each op in float32, broadcasting, empty and one-element shapes, NaN and infinities among them: its
 *   outputs (within `tolerance`) and gradients (within ten times that) against the reference in float64; whole numbers
 *   and booleans exactly;
 * - each op in each other type that it takes; float64, the half types and blocks may be refused by an error that names
 *   them;
 * - ids outside their table, refused by an error that names them; element types that come back as they went;
 * - reads in flight, tasks that take turns, work large enough for threads;
 * - an attention block, an encoder, a decoder, a decoder with a cache, and a training run with the reference's losses;
 * - nothing left in memory by any of them; and every kernel served a sample: the fast path ran.
 *
 * A failure names the op, its inputs and the first wrong element. In a page or script without a test runner there is
 * {@link checkBackend}.
 *
 * @param backend The backend under test, or what makes it; one that is made here is disposed of at the end.
 * @param runner `describe` and `it` of the test runner: vitest's, jest's or node:test's. The tests are to run in order.
 * @throws {OptionError} for unknown options, names of no test in `skip`, and reasons that are empty.
 *
 * @example
 * ```ts no-run
 * import { describe, it } from 'node:test';
 * import { cpu } from '@heed/core';
 * import { testBackend } from '@heed/core/testing';
 * testBackend(cpu, { describe, it }, { skip: { 'erf in float64': 'shown here only to show how it is done' } });
 * ```
 */
export function testBackend(backend: BackendSource, runner: Runner, options: TestBackendOptions = {}): void {
  const tests = plan(backend, options);
  const title = typeof backend === 'function' ? 'backend' : `backend ${backend.name}`;
  runner.describe(title, () => {
    for (const { name, reason, body } of tests) {
      if (reason === undefined) {
        runner.it(name, body);
      } else {
        console.warn(`${title}: skipped "${name}": ${reason}`);
        runner.it.skip?.(`${name} (skipped: ${reason})`, body);
      }
    }
  });
}

/**
 * Runs the tests of {@link testBackend} without a test runner, in a page for example, and tells what came of each.
 *
 * @param backend The backend under test, or what makes it; one that is made here is disposed of at the end.
 * @throws {OptionError} as {@link testBackend}.
 *
 * @example
 * ```ts
 * import { cpu } from '@heed/core';
 * import { checkBackend } from '@heed/core/testing';
 * const { passed, skipped, failed } = await checkBackend(cpu, { skip: { erf: 'shown here only' } });
 * for (const { name, error } of failed) console.log(name, error);
 * console.log(passed.length, skipped, failed.length);
 * ```
 */
export async function checkBackend(
  backend: BackendSource,
  options: TestBackendOptions = {},
): Promise<BackendCheck> {
  const passed: string[] = [];
  const skipped: { name: string; reason: string }[] = [];
  const failed: { name: string; error: unknown }[] = [];
  for (const { name, reason, body } of plan(backend, options)) {
    if (reason !== undefined) {
      skipped.push({ name, reason });
      continue;
    }
    try {
      await body();
      passed.push(name);
    } catch (error) {
      failed.push({ name, error });
    }
  }
  return { passed, skipped, failed };
}
