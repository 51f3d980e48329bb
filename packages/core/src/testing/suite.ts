import type { Backend } from '../backend/backend.ts';
import { BackendError, DTypeError, OptionError, ValueError } from '../errors.ts';
import { live } from '../memory/live.ts';
import { backendTests, refusalTests } from './backend-tests.ts';
import { modelTests } from './model-tests.ts';
import type { Sample } from './sample.ts';
import { otherTypes, runsIn, testInType, testSample } from './sample-tests.ts';
import { samples } from './samples/index.ts';
import { workloadTests } from './workload-tests.ts';

/** One test that every backend must pass. */
export interface SuiteTest {
  readonly name: string;
  /** The public function that it is about, if it is about one. */
  readonly op?: string;
  /** `tolerance` is that of outputs in float32. */
  readonly run: (backend: Backend, tolerance: number) => Promise<void>;
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

function sampleTests(): SuiteTest[] {
  return samples.map((sample) => ({
    name: `${sample.op}: ${sample.name}`,
    op: sample.op,
    run: async (backend, tolerance) => {
      try {
        await testSample(sample, backend, tolerance);
      } catch (error) {
        if (!sample.blocks || !refusesBlocks(error)) throw error;
      }
    },
  }));
}

/** True for an error by which a backend says that it has no place for blocks. */
function refusesBlocks(error: unknown): boolean {
  const named = error instanceof DTypeError || error instanceof BackendError;
  return named && /q[458]_[01k]|quantize/.test(error.message);
}

/** For each op and each type beside float32 that it takes, one test of all its samples. */
function typeTests(): SuiteTest[] {
  const plain = samples.filter(({ blocks }) => blocks === undefined);
  return [...Map.groupBy(plain, ({ op }) => op)].flatMap(([op, all]) =>
    otherTypes.flatMap((dtype) => {
      const some: readonly Sample[] = all.filter((sample) => runsIn(sample, dtype));
      const run: SuiteTest['run'] = (backend) => testInType(some, backend, dtype);
      return some.length === 0 ? [] : [{ name: `${op} in ${dtype}`, op, run }];
    }),
  );
}

let built: readonly SuiteTest[] | undefined;

/** All tests, in their order: the backend's own functions, ops, whole models. */
export function suite(): readonly SuiteTest[] {
  built ??= [
    ...Object.entries({ ...backendTests, ...refusalTests, ...workloadTests, ...modelTests }).map(
      ([name, run]): SuiteTest => ({ name, run }),
    ),
    ...sampleTests(),
    ...typeTests(),
  ].map((test) => ({
    ...test,
    run: (backend, tolerance) => withoutLeak(backend, () => test.run(backend, tolerance)),
  }));
  return built;
}

/** Why each test that is skipped is skipped, by its name. */
export type Skips = Readonly<Record<string, string>>;

/**
 * The reason for which a test is skipped: under its own name, or under that of its op.
 *
 * @throws {OptionError} for names of no test and no op, and for empty reasons.
 */
export function reasonsOf(skip: Skips): (test: SuiteTest) => string | undefined {
  const known = new Set(suite().flatMap(({ name, op }) => (op === undefined ? [name] : [name, op])));
  for (const [name, reason] of Object.entries(skip)) {
    if (!known.has(name)) {
      throw new OptionError(`testBackend: skip names ${JSON.stringify(name)}, which is no test and no op`);
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new OptionError(`testBackend: skip of ${JSON.stringify(name)} needs a reason`);
    }
  }
  return ({ name, op }) => skip[name] ?? (op === undefined ? undefined : skip[op]);
}
