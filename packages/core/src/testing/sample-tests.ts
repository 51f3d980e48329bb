import type { Backend } from '../backend/backend.ts';
import { cpu } from '../backend/reference.ts';
import { quantizedDTypes } from '../dtype.ts';
import { BackendError, DTypeError, HeedError, ValueError } from '../errors.ts';
import { checkReading, type Reading, readAll } from './reading.ts';
import { runSample, type Sample, type SampleDType } from './sample.ts';

/** A sample's outputs and gradients on a backend, read out. */
export interface SampleReading {
  /** Types and shapes of the inputs, for messages. */
  readonly inputs: string;
  readonly readings: readonly Reading[];
}

/** Runs a sample and reads its outputs and gradients out. */
export async function readSample(
  sample: Sample,
  backend: Backend,
  dtype: SampleDType,
): Promise<SampleReading> {
  const { inputs, outputs, gradients } = runSample(sample, backend, dtype);
  const readings = [...(await readAll('output', outputs)), ...(await readAll('gradient', gradients))];
  return { inputs, readings };
}

const truths = new WeakMap<Sample, Promise<SampleReading>>();

/**
 * What a sample should give in float32: shapes, types and whole numbers of the reference, floats in float64. Found once
 * for all backends.
 */
function truthOf(sample: Sample): Promise<SampleReading> {
  const truth = truths.get(sample) ?? findTruth(sample);
  truths.set(sample, truth);
  return truth;
}

async function findTruth(sample: Sample): Promise<SampleReading> {
  const single = await readSample(sample, cpu, 'float32');
  const double = await readSample(sample, cpu, 'float64');
  const readings = single.readings.map((reading, index) => {
    const data = double.readings[index]?.data ?? [];
    return reading.dtype === 'float32' ? { ...reading, data } : reading;
  });
  return { ...single, readings };
}

/** Compares readings with the right ones; a message names the sample, its inputs and the first wrong element. */
function compare(
  sample: Sample,
  actual: SampleReading,
  right: SampleReading,
  toleranceOf: (reading: Reading) => number,
): void {
  for (const [index, expected] of right.readings.entries()) {
    try {
      checkReading(actual.readings[index], expected, toleranceOf(expected));
    } catch (cause) {
      if (!(cause instanceof HeedError)) throw cause;
      const use = `${sample.op} (${sample.name}) of ${right.inputs}`;
      throw new ValueError(`${use}: ${cause.message}`, { cause });
    }
  }
}

/** Types that a backend need not hold: it refuses them by name, and the other backends serve them. */
const optionalTypes: readonly string[] = ['float64', 'float16', 'bfloat16', ...quantizedDTypes];

/** True for the error with which a backend refuses a type that it need not hold: it names the type. */
export function isRefusal(error: unknown): boolean {
  const named = error instanceof DTypeError || error instanceof BackendError;
  return named && optionalTypes.some((dtype) => error.message.includes(dtype));
}

/**
 * Compares a sample in float32, outputs and gradients, with the reference in float64. More than one round is for work
 * that threads share: those that meet at one place do not do so every time. A sample that casts to a type that the
 * backend need not hold may be refused.
 */
export async function testSample(
  sample: Sample,
  backend: Backend,
  tolerance: number,
  rounds: number = 1,
): Promise<void> {
  const truth = await truthOf(sample);
  for (let round = 0; round < rounds; round++) {
    try {
      const actual = await readSample(sample, backend, 'float32');
      compare(sample, actual, truth, ({ what }) => (what.startsWith('output') ? tolerance : 10 * tolerance));
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

/** The types beside float32. */
export const otherTypes: readonly SampleDType[] = [
  'float64',
  'float16',
  'bfloat16',
  'int32',
  'uint8',
  'bool',
];

/** A sample's inputs in a type; `undefined` where the op does not take it. */
function inputsIn(sample: Sample, dtype: SampleDType): string | undefined {
  try {
    const { inputs, outputs, gradients } = runSample(sample, cpu, dtype);
    for (const x of [...outputs, ...gradients]) x.dispose();
    return inputs;
  } catch (error) {
    if (error instanceof HeedError) return undefined;
    throw error;
  }
}

/** True where a sample has inputs that can be of this type instead of float32, and the op takes it. */
export function runsIn(sample: Sample, dtype: SampleDType): boolean {
  const inputs = inputsIn(sample, dtype);
  return inputs !== undefined && inputs !== inputsIn(sample, 'float32');
}

/**
 * Compares samples in another type with the reference: whole numbers and the bits of half types must be equal, float64
 * within 1e-12. A type that a backend need not hold may be refused, by a DTypeError or BackendError that names it.
 */
export async function testInType(
  samples: readonly Sample[],
  backend: Backend,
  dtype: SampleDType,
): Promise<void> {
  for (const sample of samples) {
    const right = await readSample(sample, cpu, dtype);
    try {
      const actual = await readSample(sample, backend, dtype);
      compare(sample, actual, right, ({ dtype: own }) => (own === 'float64' ? 1e-12 : 1e-5));
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}
