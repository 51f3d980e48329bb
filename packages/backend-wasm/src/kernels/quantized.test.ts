import {
  blockFormat,
  cpu,
  dequantize,
  embedding,
  linear,
  linearMaps,
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

/** Where a block has float16 numbers: its scale, and what its offset is made of. */
function halvesOf(dtype: QuantizedDType): number[] {
  if (dtype === 'q6_k') return [208];
  return /_1|4_k|5_k/.test(dtype) ? [0, 2] : [0];
}

/** Blocks of a file with drawn bytes and scales of a usual size: 0x1c00 and above, around 0.004, of either sign. */
function drawnBlocks(dtype: QuantizedDType, rows: number, columns: number): Uint8Array {
  const generator = new RandomGenerator(5);
  const { size, bytes } = blockFormat(dtype);
  const halves = halvesOf(dtype);
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

  // Of all sizes of a float16: zeros, denormal ones, the smallest normal one; and beyond what rows of a model have.
  const small = [0x0000, 0x8000, 0x0001, 0x83ff, 0x0200, 0x0400, 0x8401, 0x1c55, 0x57ff];
  const largest = [0x5800, 0xd812, 0x7bff, 0x0001, 0x83ff];

  it.each(types)('%s: scales of all sizes come back, and multiply', (dtype) => {
    const { size, bytes } = blockFormat(dtype);
    const columns = 256;
    // Row by row: of the first kind, of both, of the second.
    const scales = [small, [...small, ...largest], largest];
    const rows = 9;
    const data = drawnBlocks(dtype, rows, columns);
    const view = new DataView(data.buffer);
    for (let row = 0; row < rows; row++) {
      for (let block = 0; block < columns / size; block++) {
        const of = scales[row % 3] ?? [];
        for (const half of halvesOf(dtype)) {
          const at = ((row * columns) / size + block) * bytes + half;
          view.setUint16(at, of[(block + row + half) % of.length] ?? 0, true);
        }
      }
    }
    const x = draw(1, columns);
    const [values, expected] = on(cpu, () => {
      const w = dequantize(tensor(data, { shape: [rows, columns], dtype }));
      return [w.dataSync(), product(numbers(x), numbers(w), 1, rows, columns)];
    });
    for (const backend of backends) {
      on(backend, () => {
        const w = tensor(data, { shape: [rows, columns], dtype });
        expect(w.dataSync()).toEqual(data);
        expect(dequantize(w).dataSync()).toEqual(values);
        const y = numbers(linear(tensor(x.dataSync(), { shape: [1, columns] }), w));
        for (let row = 0; row < rows; row++) {
          const most = Math.max(...values.slice(row * columns, (row + 1) * columns).map(Math.abs));
          const error = Math.abs((y[row] ?? Number.NaN) - (expected[row] ?? 0));
          expect(error).toBeLessThanOrEqual(2e-3 * most);
        }
      });
    }
  });

  it.each(types)('%s: a scale that is not finite comes back, and spoils its own row alone', (dtype) => {
    const [backend] = backends;
    if (backend === undefined) throw new Error('no backend');
    const [rows, columns] = [6, 256];
    const data = drawnBlocks(dtype, rows, columns);
    const rowBytes = data.length / rows;
    const [half = 0] = halvesOf(dtype);
    for (const [row, bits] of [
      [1, 0x7c00],
      [2, 0xfe01],
    ] as const)
      new DataView(data.buffer).setUint16(row * rowBytes + half, bits, true);
    on(backend, () => {
      const w = tensor(data, { shape: [rows, columns], dtype });
      expect(w.dataSync()).toEqual(data);
      for (const count of [1, 3, 7]) {
        const y = numbers(linear(draw(count, columns), w));
        const expected = y.map((_, at) => at % rows === 1 || at % rows === 2);
        expect(y.map(Number.isNaN)).toEqual(expected);
      }
    });
  });

  it.each(types)('%s: rows have the bits of each row alone', (dtype) => {
    const [backend] = backends;
    if (backend === undefined) throw new Error('no backend');
    const [n, k] = [13, 1280];
    on(backend, () => {
      const w = tensor(drawnBlocks(dtype, n, k), { shape: [n, k], dtype });
      const x = draw(23, k);
      const alone = Array.from({ length: 23 }, (_, row) =>
        numbers(linear(slice(x, { axis: 0, start: row, end: row + 1 }), w)),
      );
      for (const m of [3, 5, 23]) {
        const few = slice(x, { axis: 0, start: 0, end: m });
        expect(numbers(linear(few, w))).toEqual(alone.slice(0, m).flat());
      }
    });
  });

  // Scales of x follow its size, and whole numbers stay the same, so that nothing but exponents may change.
  it.each(types)('%s: x times a power of two gives that times the product, to the last bit', (dtype) => {
    const [backend] = backends;
    if (backend === undefined) throw new Error('no backend');
    const [n, k] = [11, 512];
    const data = drawnBlocks(dtype, n, k);
    const view = new DataView(data.buffer);
    // A row whose scales are too large for the usual kind.
    for (const half of halvesOf(dtype)) view.setUint16(6 * (data.length / n) + half, 0x5c01, true);
    on(backend, () => {
      const w = tensor(data, { shape: [n, k], dtype });
      for (const m of [1, 5, 7]) {
        const x = draw(m, k).dataSync();
        const times = (factor: number): number[] =>
          numbers(
            linear(
              tensor(
                Float32Array.from(x, (value) => value * factor),
                { shape: [m, k] },
              ),
              w,
            ),
          );
        const expected = times(1);
        for (const power of [-70, -13, 9, 41, 96]) {
          expect(times(2 ** power)).toEqual(expected.map((value) => value * 2 ** power));
        }
      }
    });
  });

  it.each(['q4_0', 'q4_1', 'q8_0'] as const)(
    '%s: comes back where a group is loaded in two parts',
    (dtype) => {
      const [backend] = backends;
      if (backend === undefined) throw new Error('no backend');
      // So long that twelve or twenty rows pass at once.
      const [rows, columns] = [45, 32 * (dtype === 'q8_0' ? 2400 : 2600)];
      const { size, bytes } = blockFormat(dtype);
      const data = new Uint8Array(((rows * columns) / size) * bytes);
      for (let at = 0; at < data.length; at++) data[at] = at * 7 + (at >> 8);
      const [half = 0] = halvesOf(dtype);
      for (let at = half; at < data.length; at += bytes) data[at + 1] = 0x1c;
      on(backend, () => {
        const w = tensor(data, { shape: [rows, columns], dtype });
        expect(Buffer.compare(Buffer.from(w.dataSync().buffer), Buffer.from(data.buffer))).toBe(0);
      });
    },
  );

  it('many rows are multiplied the same way, whatever was computed before', () => {
    for (const backend of backends) {
      on(backend, () => {
        const w = tensor(drawnBlocks('q8_0', 13, 64), { shape: [13, 64], dtype: 'q8_0' });
        const x = draw(11, 64);
        const expected = numbers(linear(x, w));
        for (let count = 1; count < 4; count++) {
          const maps = Array.from({ length: count }, () => ({ weight: w }));
          linearMaps(slice(x, { axis: 0, start: 0, end: 1 }), maps);
          expect(numbers(linear(x, w))).toEqual(expected);
        }
      });
    }
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
