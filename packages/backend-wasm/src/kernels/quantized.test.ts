import {
  blockFormat,
  cpu,
  dequantize,
  embedding,
  linear,
  type QuantizedDType,
  RandomGenerator,
  slice,
  type Tensor,
  tensor,
  tidy,
  use,
  writeInto,
} from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { type WasmBackend, wasm } from '../index.ts';

const golden = readGolden('pretrained/blocks.safetensors');
const types: readonly QuantizedDType[] = ['q8_0', 'q4_0', 'q4_1', 'q5_0', 'q5_1', 'q4_k', 'q5_k', 'q6_k'];

/** Blocks of a file with drawn bytes and scales of a usual size: 0x1c00 and above, around 0.004, of either sign. */
function drawnBlocks(dtype: QuantizedDType, rows: number, columns: number): Uint8Array {
  const generator = new RandomGenerator(5);
  const { size, bytes } = blockFormat(dtype);
  const halves = dtype === 'q6_k' ? [208] : /_1|4_k|5_k/.test(dtype) ? [0, 2] : [0];
  const length = ((rows * columns) / size) * bytes;
  const data = Uint8Array.from({ length }, () => Math.floor(256 * generator.nextUniform()));
  for (let at = 0; at < length; at += bytes)
    for (const half of halves) data[at + half + 1] = generator.nextUniform() < 0.3 ? 0x9c : 0x1c;
  return data;
}

const draw = (...shape: number[]): Tensor => new RandomGenerator(3).uniform(shape, -2, 2);
const on = <Result>(backend: Parameters<typeof use>[0], fn: () => Result): Result => {
  const before = use(backend);
  try {
    return tidy(fn);
  } finally {
    use(before);
  }
};
const numbers = (x: Tensor): number[] => [...x.dataSync()];

/** The product in float64. */
function product(x: readonly number[], w: readonly number[], m: number, n: number, k: number): number[] {
  return Array.from({ length: m * n }, (_, at) => {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += (x[Math.floor(at / n) * k + j] ?? 0) * (w[(at % n) * k + j] ?? 0);
    return sum;
  });
}

describe.each(['relaxed', 'plain'] as const)('%s SIMD', (simd) => {
  const backends: WasmBackend[] = [];
  beforeAll(async () => {
    for (const threads of [1, 2, 3]) backends.push(await wasm({ simd, threads }));
  });
  afterAll(() => {
    for (const backend of backends) backend.dispose();
  });

  describe.each(types)('%s', (dtype) => {
    const columns = 256;

    it('comes back to the last bit, and as the format’s own package reads it', () => {
      const raw = Uint8Array.from(need(golden, `${dtype.toUpperCase()}.raw`).data);
      const values = need(golden, `${dtype.toUpperCase()}.values`).data;
      for (const backend of backends) {
        on(backend, () => {
          const blocks = tensor(raw, { shape: [11, values.length / 11], dtype });
          expect(blocks.dataSync()).toEqual(raw);
          expect(dequantize(blocks).dataSync()).toEqual(values);
          const ids = tensor([10, 0, 3, 3], { dtype: 'int32' });
          const width = values.length / 11;
          const rows = [10, 0, 3, 3].flatMap((row) => [...values.slice(row * width, (row + 1) * width)]);
          expect(numbers(embedding(blocks, ids))).toEqual(rows);
        });
        expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 });
      }
    });

    it.each([
      [1, 4, columns],
      [1, 131, 2 * columns],
      [2, 7, columns],
      [7, 37, 3 * columns],
      [41, 67, columns],
      // Beyond what is unpacked at a time, and more rows than a tile has.
      [29, 13, 5 * columns],
      [263, 11, columns],
    ])('%i rows, %i × %i', (m, n, k) => {
      const data = drawnBlocks(dtype, n, k);
      const make = (): { x: Tensor; w: Tensor; bias: Tensor } => ({
        x: draw(m, k),
        w: tensor(data, { shape: [n, k], dtype }),
        bias: draw(n),
      });
      const expected = on(cpu, () => {
        const { x, w, bias } = make();
        const shift = numbers(bias);
        return product(numbers(x), numbers(dequantize(w)), m, n, k).map(
          (value, at) => value + (shift[at % n] ?? 0),
        );
      });
      const scale = Math.sqrt(expected.reduce((sum, value) => sum + value * value, 0) / expected.length);
      const results = backends.map((backend) => {
        const before = backend.report().calls['linear'] ?? 0;
        const result = on(backend, () => {
          const { x, w, bias } = make();
          return numbers(linear(x, w, bias));
        });
        expect(backend.report().calls['linear']).toBe(before + 1);
        expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 });
        return result;
      });
      const worst = Math.max(
        ...expected.map((value, at) => Math.abs(value - (results[0]?.[at] ?? Number.NaN))),
      );
      // The largest error beside the size of the sums: x is rounded to 16 bits per 32 numbers, whatever the kernel.
      expect(worst / scale).toBeLessThan(1e-4);
      expect(results[1]).toEqual(results[0]);
      expect(results[2]).toEqual(results[0]);
    });
  });

  it.each(types)('%s: many rows have the bits of each row alone', (dtype) => {
    const [backend] = backends;
    if (backend === undefined) throw new Error('no backend');
    const [m, n, k] = [23, 13, 1280];
    on(backend, () => {
      const w = tensor(drawnBlocks(dtype, n, k), { shape: [n, k], dtype });
      const x = draw(m, k);
      const alone = Array.from({ length: m }, (_, row) =>
        numbers(linear(slice(x, { axis: 0, start: row, end: row + 1 }), w)),
      ).flat();
      expect(numbers(linear(x, w))).toEqual(alone);
    });
  });

  it('passes NaN and infinities on, and takes zeros and the smallest numbers', () => {
    const [backend] = backends;
    if (backend === undefined) throw new Error('no backend');
    on(backend, () => {
      const w = tensor(drawnBlocks('q4_0', 5, 64), { shape: [5, 64], dtype: 'q4_0' });
      const row = (value: number): Tensor => {
        const x = new Float32Array(64);
        x[33] = value;
        return tensor(x, { shape: [1, 64] });
      };
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(numbers(linear(row(value), w)).some(Number.isFinite)).toBe(false);
      }
      expect(numbers(linear(row(0), w))).toEqual([0, 0, 0, 0, 0].map(() => expect.closeTo(0, 30)));
      expect(Math.max(...numbers(linear(row(1e-40), w)).map(Math.abs))).toBeLessThan(1e-39);
      const [large = 0] = numbers(linear(row(1e30), w));
      expect(large / 1e30).toBeCloseTo(numbers(linear(row(1), w))[0] ?? Number.NaN, 6);
    });
  });

  it('reads x anew once it was written to, though the product before had the same x', () => {
    const [backend] = backends;
    if (backend === undefined) throw new Error('no backend');
    on(backend, () => {
      const draw = new RandomGenerator(3);
      const [first, second] = [5, 7].map((rows) =>
        tensor(drawnBlocks('q4_1', rows, 64), { shape: [rows, 64], dtype: 'q4_1' }),
      );
      const [x, y] = [draw.normal([1, 64]), draw.normal([1, 64])];
      if (first === undefined || second === undefined) throw new Error('no weights');
      const alone = linear(y, second).dataSync();
      linear(x, first);
      writeInto(x, y, { axis: 0, start: 0 });
      expect(linear(x, second).dataSync()).toEqual(alone);
      // And in a row, as queries and keys are made.
      expect(linear(x, second).dataSync()).toEqual(alone);
      linear(x, first);
      expect(linear(x, second).dataSync()).toEqual(alone);
    });
  });
});
