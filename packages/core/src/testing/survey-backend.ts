import type { Backend } from '../backend/backend.ts';
import { cpu } from '../backend/reference.ts';
import { BackendError, DTypeError } from '../errors.ts';
import { errorOf, type Reading } from './reading.ts';
import type { Sample, SampleDType } from './sample.ts';
import { otherTypes, readSample, runsIn } from './sample-tests.ts';
import { samples } from './samples/index.ts';
import { type WatchedBackend, type Ways, watchBackend } from './watch-backend.ts';

/**
 * How samples of an op ran: on kernels alone; decomposed, on kernels of other ops alone; on the reference, wholly or in
 * part; or not at all, since the backend refuses the type or has no kernel.
 */
export type Way = 'native' | 'decomposed' | 'reference' | 'refused';

/** How one public function runs on a backend in one type. */
export interface SurveyRow {
  readonly op: string;
  readonly dtype: SampleDType;
  /** Numbers of samples, by the way in which they ran. */
  readonly ways: Readonly<Record<Way, number>>;
  /** Largest error of outputs, against the reference in float64; relative to the number where that is above 1. */
  readonly error: number;
  /** The same for gradients; `undefined` where there are none. */
  readonly gradientError: number | undefined;
}

function totalOf({ dispatches }: WatchedBackend): Ways {
  const total = { kernel: 0, reference: 0, decomposed: 0 };
  for (const ways of dispatches.values()) {
    for (const way of ['kernel', 'reference', 'decomposed'] as const) total[way] += ways[way];
  }
  return total;
}

function largestError(actual: readonly Reading[], right: readonly Reading[]): number | undefined {
  const errors = right.map((expected, at) =>
    expected.data.reduce(
      (largest, number, element) =>
        Math.max(largest, errorOf(actual[at]?.data[element] ?? Number.NaN, number)),
      0,
    ),
  );
  return errors.length === 0 ? undefined : Math.max(...errors);
}

/** The way in which the outputs alone are computed: what gradients run on is told by their error only. */
async function wayOf(sample: Sample, watched: WatchedBackend, dtype: SampleDType): Promise<Way> {
  const before = totalOf(watched);
  await readSample({ ...sample, differentiable: false }, watched.backend, dtype);
  const after = totalOf(watched);
  if (after.reference > before.reference) return 'reference';
  return after.decomposed > before.decomposed ? 'decomposed' : 'native';
}

async function surveyOp(
  op: string,
  some: readonly Sample[],
  watched: WatchedBackend,
  dtype: SampleDType,
): Promise<SurveyRow> {
  const ways: Record<Way, number> = { native: 0, decomposed: 0, reference: 0, refused: 0 };
  let error = 0;
  let gradientError: number | undefined;
  for (const sample of some) {
    try {
      ways[await wayOf(sample, watched, dtype)] += 1;
      const { readings: right } = await readSample(sample, cpu, dtype === 'float32' ? 'float64' : dtype);
      const { readings: actual } = await readSample(sample, watched.backend, dtype);
      const count = right.filter(({ what }) => what.startsWith('output')).length;
      error = Math.max(error, largestError(actual.slice(0, count), right.slice(0, count)) ?? 0);
      const slopes = largestError(actual.slice(count), right.slice(count));
      if (slopes !== undefined) gradientError = Math.max(gradientError ?? 0, slopes);
    } catch (refusal) {
      if (!(refusal instanceof BackendError || refusal instanceof DTypeError)) throw refusal;
      ways.refused += 1;
    }
  }
  return { op, dtype, ways, error, gradientError };
}

/**
 * How every public function runs on a backend, in every type that it takes, and how exact it is: what the page
 * "Backends" shows. Random ops are compared as all others: they are equal on every backend.
 *
 * @example
 * ```ts
 * import { cpu } from '@heed/core';
 * import { surveyBackend } from '@heed/core/testing';
 * const rows = await surveyBackend(cpu);
 * console.log(rows.find(({ op, dtype }) => op === 'matmul' && dtype === 'float32')?.error); // about 1e-7
 * ```
 */
export async function surveyBackend(backend: Backend): Promise<readonly SurveyRow[]> {
  const watched = watchBackend(backend);
  const rows: SurveyRow[] = [];
  for (const [op, all] of Map.groupBy(samples, (sample) => sample.op)) {
    for (const dtype of ['float32', ...otherTypes] as const) {
      const some = dtype === 'float32' ? all : all.filter((sample) => runsIn(sample, dtype));
      if (some.length > 0) rows.push(await surveyOp(op, some, watched, dtype));
    }
  }
  return rows;
}
