import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../backend/reference.ts';
import { LifetimeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import * as ops from './index.ts';

describe('to', () => {
  it('moves numbers, and gradients back', () => {
    const other = createReferenceBackend();
    const x = ops.tensor([1, 2, 3]);
    const moved = ops.to(x, other);
    expect(moved.backend).toBe(other);
    expect([...moved.dataSync()]).toEqual([1, 2, 3]);
    expect(ops.to(x, x.backend)).toBe(x);
    const [gradient] = grad((one) => {
      const there = ops.to(one ?? x, other);
      return ops.sum(ops.multiply(there, there));
    })(x);
    expect(gradient?.backend).toBe(x.backend);
    expect([...(gradient?.dataSync() ?? [])]).toEqual([2, 4, 6]);
    moved.dispose();
    expect(other.memory()).toEqual({ buffers: 0, bytes: 0 });
  });

  it('says what to do where reading must wait', () => {
    const { downloadSync: _, ...slow } = createReferenceBackend();
    const x = ops.to(ops.tensor([1]), slow);
    expect(() => ops.to(x, createReferenceBackend())).toThrow(LifetimeError);
    expect(() => ops.to(x, createReferenceBackend())).toThrow(/await tensor.data\(\)/);
  });
});

describe('tensor', () => {
  it('takes its shape and type from what it is given', () => {
    const seen = (x: ReturnType<typeof ops.tensor>): unknown[] => [x.dtype, x.shape, [...x.dataSync()]];
    expect(seen(ops.tensor(7))).toEqual(['float32', [], [7]]);
    expect(seen(ops.tensor([[true], [false]]))).toEqual(['bool', [2, 1], [1, 0]]);
    expect(seen(ops.tensor([]))).toEqual(['float32', [0], []]);
    expect(seen(ops.tensor(Float64Array.of(1, 2)))).toEqual(['float64', [2], [1, 2]]);
    expect(seen(ops.tensor(Uint8Array.of(0, 3), { dtype: 'bool' }))).toEqual(['bool', [2], [0, 1]]);
    expect(seen(ops.tensor(BigInt64Array.of(-5n)))).toEqual(['int32', [1], [-5]]);
  });

  it('encodes numbers for half types and takes a Uint16Array for their bits', () => {
    const halves = ops.tensor([1, -2], { dtype: 'float16' });
    expect([...halves.dataSync()]).toEqual([0x3c00, 0xc000]);
    const bits = ops.tensor(Uint16Array.of(0x3f80), { dtype: 'bfloat16' });
    expect([...ops.cast(bits, 'float32').dataSync()]).toEqual([1]);
    const padded = ops.pad(halves, { axis: 0, after: 1, value: 1.5 });
    expect([...ops.cast(padded, 'float32').dataSync()]).toEqual([1, -2, 1.5]);
    const chosen = ops.where(ops.tensor([true, false]), halves, 0.5);
    expect([...ops.cast(chosen, 'float32').dataSync()]).toEqual([1, 0.5]);
  });

  it('copies what it is given', () => {
    const numbers = Float32Array.of(1, 2);
    const x = ops.tensor(numbers);
    numbers.fill(9);
    expect([...x.dataSync()]).toEqual([1, 2]);
  });
});
