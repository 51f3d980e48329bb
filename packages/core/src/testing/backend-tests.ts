import type { Backend } from '../backend/backend.ts';
import { cpu } from '../backend/reference.ts';
import type { TypedArray } from '../dtype.ts';
import { IndexError, ValueError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import * as ops from '../ops/index.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import { Tensor } from '../tensor.ts';
import { checkReading, type Reading, readAll } from './reading.ts';
import { onBackend, type SampleDType } from './sample.ts';
import { isRefusal, otherTypes } from './sample-tests.ts';

type BackendTest = (backend: Backend) => Promise<void>;

/** One array of each element type, with what breaks when bytes are mixed up. */
const arrays: Readonly<Record<SampleDType, TypedArray>> = {
  float32: Float32Array.of(1.5, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-45, 16_777_217),
  float64: Float64Array.of(1 / 3, -0, Number.NaN, Number.NEGATIVE_INFINITY, 5e-324),
  float16: Uint16Array.of(0x3c00, 0x7e00, 0xffff),
  bfloat16: Uint16Array.of(0x3f80, 0x8000, 0x7f80),
  int32: Int32Array.of(0, -1, 2_147_483_647, -2_147_483_648, 16_777_217),
  uint8: Uint8Array.of(0, 1, 255),
  bool: Uint8Array.of(1, 0, 1),
};

function reading(dtype: string, shape: readonly number[], data: Iterable<number>): Reading {
  return { what: `${dtype} 0`, dtype, shape, data: [...data] };
}

function upload(backend: Backend, data: TypedArray, dtype: SampleDType): Tensor {
  const spec = { shape: [data.length], dtype };
  return Tensor.fromBuffer(backend, backend.upload(data, spec), spec.shape, dtype);
}

async function testType(backend: Backend, dtype: SampleDType): Promise<void> {
  for (const data of [arrays[dtype], arrays[dtype].slice(0, 1), arrays[dtype].slice(0, 0)]) {
    const given = data.slice();
    const x = upload(backend, given, dtype);
    given.fill(0);
    const [back] = await readAll(dtype, [x]);
    checkReading(back, reading(dtype, [data.length], data), 0);
  }
}

/** A type that a backend need not hold may be refused, by an error that names it. */
async function testTransfer(backend: Backend): Promise<void> {
  for (const dtype of ['float32', ...otherTypes] as const) {
    try {
      await testType(backend, dtype);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

/** Types in which weights come in parts. */
const partTypes = ['float16', 'int32', 'q8_0', 'q4_1'] as const;
type PartType = (typeof partTypes)[number] | 'float32';

/** A matrix of five rows as a file has it. */
function rowsOfType(dtype: PartType, width: number): TypedArray {
  return onBackend(cpu, () =>
    tidy(() => {
      const numbers = ops.cast(ops.reshape(ops.arange(5 * width), [5, width]), 'float32');
      const isBlocks = dtype === 'q8_0' || dtype === 'q4_1';
      return (isBlocks ? ops.quantize(numbers, dtype) : ops.cast(numbers, dtype)).dataSync();
    }),
  );
}

/** Uploads five rows in parts of two, out of one array that is used again. */
async function uploadInParts(backend: Backend, width: number, dtype: PartType): Promise<void> {
  const whole = rowsOfType(dtype, width);
  const shape = [5, width];
  const filling = backend.startUpload?.({ shape, dtype });
  if (filling === undefined) return;
  const x = Tensor.fromBuffer(backend, filling.buffer, shape, dtype);
  const rowLength = whole.length / 5;
  const part = whole.slice(0, 2 * rowLength);
  for (let row = 0; row < 5; row += 2) {
    const rows = whole.subarray(row * rowLength, (row + 2) * rowLength);
    part.set(rows);
    filling.write(part.subarray(0, rows.length), row * width);
    part.fill(7);
  }
  const [back] = await readAll(dtype, [x]);
  checkReading(back, reading(dtype, shape, whole), 0);
}

async function testParts(backend: Backend): Promise<void> {
  await uploadInParts(backend, 3, 'float32');
  for (const dtype of partTypes) {
    try {
      await uploadInParts(backend, 32, dtype);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

async function testCopies(backend: Backend): Promise<void> {
  const x = upload(backend, Float32Array.of(1, 2), 'float32');
  (await x.data()).fill(7);
  const [back] = await readAll('float32', [x]);
  checkReading(back, reading('float32', [2], [1, 2]), 0);
}

async function testWriting(backend: Backend): Promise<void> {
  const target = onBackend(backend, () =>
    tidy(() => {
      const cache = ops.tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]);
      ops.writeInto(cache, ops.tensor([[8], [9]]), { axis: 1, start: 2 });
      ops.writeInto(cache, ops.zeros([0, 3]), { axis: 0, start: 2 });
      return cache;
    }),
  );
  const [back] = await readAll('float32', [target]);
  checkReading(back, reading('float32', [2, 3], [1, 2, 8, 4, 5, 9]), 0);
}

/** Queries, keys and values of two short texts, tables that are longer, and a cache that holds rows already. */
function rotatedHeads(): { rows: ops.CacheRows; heads: ops.RotatedHeads } {
  const generator = new RandomGenerator(5);
  return {
    rows: { keys: generator.normal([2, 3, 11, 10]), values: generator.normal([2, 3, 11, 7]), start: 3 },
    heads: {
      queries: generator.normal([2, 6, 5, 10]),
      keys: generator.normal([2, 3, 5, 10]),
      values: generator.normal([2, 3, 5, 7]),
      cos: generator.normal([2, 7, 3]),
      sin: generator.normal([2, 7, 3]),
    },
  };
}

/** By single ops on the reference backend; there is nothing to compare on a backend that leaves it out. */
async function testRopeInto(backend: Backend): Promise<void> {
  for (const pairs of ['halves', 'neighbours'] as const) {
    const options = { pairs, offset: 2 };
    const turned = onBackend(backend, () =>
      tidy(() => {
        const { rows, heads } = rotatedHeads();
        return [ops.ropeInto(rows, heads, options), rows.keys, rows.values];
      }),
    );
    const expected = onBackend(cpu, () =>
      tidy(() => {
        const { rows, heads } = rotatedHeads();
        const { cos, sin } = heads;
        ops.writeInto(rows.keys, ops.rope(heads.keys, cos, sin, options), { axis: 2, start: rows.start });
        ops.writeInto(rows.values, heads.values, { axis: 2, start: rows.start });
        return [ops.rope(heads.queries, cos, sin, options), rows.keys, rows.values];
      }),
    );
    const [right, seen] = [await readAll(pairs, expected), await readAll(pairs, turned)];
    for (const [index, reading] of right.entries()) checkReading(seen[index], reading, 1e-6);
  }
}

async function testReport(backend: Backend): Promise<void> {
  const { name, threads } = backend.report();
  if (name !== backend.name || !(Number.isInteger(threads) && threads >= 1)) {
    throw new ValueError(
      `report(): expected name ${backend.name} and threads ≥ 1, got ${name} and ${threads}`,
    );
  }
}

/** Tests of a backend's own functions, by name. */
export const backendTests: Readonly<Record<string, BackendTest>> = {
  'report() names the backend': testReport,
  'every element type comes back as it went': testTransfer,
  'upload and download copy': testCopies,
  'an upload in parts puts each to its place': testParts,
  'writeSlice writes in place': testWriting,
  'ropeInto turns queries, and keys into a cache': testRopeInto,
};

/** Ops that look numbers up in a table of five. */
const lookups: Readonly<Record<string, (ids: Tensor) => Tensor>> = {
  gather: (ids) => ops.gather(ops.ones([5, 3]), ids, { axis: 0 }),
  'gather on an inner axis': (ids) => ops.gather(ops.ones([2, 5]), ids, { axis: 1 }),
  scatterAdd: (ids) => ops.scatterAdd(ops.ones([3, 2]), ids, { axis: 0, rows: 5 }),
  embedding: (ids) => ops.embedding(ops.ones([5, 3]), ids),
  crossEntropy: (ids) => ops.crossEntropy(ops.ones([3, 5]), ids),
  classMask: (ids) => ops.classMask(ids, { classes: 5, ignoreIndex: -100 }),
};

/** An op may notice the id at once, or a backend that works asynchronously when the result is read. */
async function testRefusal(backend: Backend, run: (ids: Tensor) => Tensor, id: number): Promise<void> {
  let results: Tensor[] = [];
  try {
    results = [onBackend(backend, () => tidy(() => run(ops.tensor([4, id, 0], { dtype: 'int32' }))))];
    await readAll('output', results);
  } catch (error) {
    for (const x of results) x.dispose();
    const named =
      error instanceof IndexError && [`${id}`, '1', '5'].every((part) => holds(error.message, part));
    if (named) return;
    throw error;
  }
  throw new ValueError(`id ${id} was taken for a table of 5`);
}

/** True when the message holds the number, not as part of a longer one. */
function holds(message: string, number: string): boolean {
  return new RegExp(`(?<![-\\d])${number}(?!\\d)`).test(message);
}

/** Tests that ids outside their table are refused with an error that names the id, its place and the table's size. */
export const refusalTests: Readonly<Record<string, BackendTest>> = Object.fromEntries(
  Object.entries(lookups).flatMap(([name, run]) =>
    [5, -1, 2_147_483_647].map((id): [string, BackendTest] => [
      `${name} refuses the id ${id} of a table of 5`,
      (backend) => testRefusal(backend, run, id),
    ]),
  ),
);
