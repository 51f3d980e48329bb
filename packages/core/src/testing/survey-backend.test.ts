import { expect, it } from 'vitest';
import type { Kernel } from '../backend/backend.ts';
import { createReferenceBackend } from '../backend/reference.ts';
import type { TypedArray } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { surveyBackend } from './index.ts';

it('tells how each op runs in each type, and how far off it is', async () => {
  const own = createReferenceBackend();
  // Arithmetic in float32, with an error of 1e-3, for numbers that are not repeated.
  const add: Kernel<TypedArray> = ([a, b], _, [output]) => {
    if (!a || !b || !output || a.dtype !== 'float32' || a.buffer.length !== b.buffer.length) return undefined;
    const sum = a.buffer.map((value, at) => value + (b.buffer[at] ?? 0) + 0.001);
    return [own.upload(sum, output)];
  };
  const upload: typeof own.upload = (data, spec) => {
    if (spec.dtype === 'bfloat16') throw new DTypeError('no bfloat16 here');
    return own.upload(data, spec);
  };
  const rows = await surveyBackend({ ...own, upload, kernels: new Map([['add', add]]) });
  const row = (op: string, dtype: string) => rows.find((one) => one.op === op && one.dtype === dtype);

  expect(row('add', 'float32')?.ways).toMatchObject({ decomposed: 0, refused: 0 });
  expect(row('add', 'float32')?.ways.native).toBeGreaterThan(1);
  expect(row('add', 'float32')?.ways.reference).toBeGreaterThan(1);
  expect(row('add', 'float32')?.error).toBeCloseTo(0.001, 4);
  expect(row('add', 'int32')).toMatchObject({ ways: { native: 0, decomposed: 0 }, error: 0 });
  expect(row('add', 'int32')?.gradientError).toBeUndefined();
  expect(row('transpose', 'bfloat16')?.ways).toMatchObject({ native: 0, reference: 0 });
  expect(row('transpose', 'bfloat16')?.ways.refused).toBeGreaterThan(0);
  expect(row('matmul', 'float32')?.ways).toMatchObject({ native: 0, decomposed: 0 });
  expect(row('matmul', 'float32')?.error).toBeGreaterThan(0);
  expect(row('matmul', 'float32')?.gradientError).toBeLessThan(1e-6);
  expect(row('matmul', 'bool')).toBeUndefined();
  expect(own.memory()).toEqual({ buffers: 0, bytes: 0 });
});
