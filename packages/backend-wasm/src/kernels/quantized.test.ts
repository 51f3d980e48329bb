import {
  cpu,
  dequantize,
  embedding,
  isQuantized,
  linear,
  type QuantizableDType,
  type QuantizedDType,
  quantize,
  RandomGenerator,
  type Tensor,
  tensor,
  tidy,
  to,
  use,
} from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { type WasmBackend, wasm } from '../index.ts';

const golden = readGolden('pretrained/blocks.safetensors');
const types: readonly QuantizedDType[] = ['q8_0', 'q4_0', 'q4_1', 'q5_0', 'q5_1', 'q4_k', 'q5_k', 'q6_k'];

/** Blocks of a file with drawn bytes and scales of a usual size. */
function drawnBlocks(dtype: QuantizedDType, rows: number, columns: number): Uint8Array {
  const generator = new RandomGenerator(5);
  const { size, bytes, halves } = {
    q8_0: { size: 32, bytes: 34, halves: [0] },
    q4_0: { size: 32, bytes: 18, halves: [0] },
    q4_1: { size: 32, bytes: 20, halves: [0, 2] },
    q5_0: { size: 32, bytes: 22, halves: [0] },
    q5_1: { size: 32, bytes: 24, halves: [0, 2] },
    q4_k: { size: 256, bytes: 144, halves: [0, 2] },
    q5_k: { size: 256, bytes: 176, halves: [0, 2] },
    q6_k: { size: 256, bytes: 210, halves: [208] },
  }[dtype];
  const blocks = (rows * columns) / size;
  const data = Uint8Array.from({ length: blocks * bytes }, () => Math.floor(256 * generator.nextUniform()));
  // 0x1c00 and above: around 0.004, and either sign.
  for (let at = 0; at < data.length; at += bytes)
    for (const half of halves) data[at + half + 1] = 0x1c + (generator.nextUniform() < 0.3 ? 0x80 : 0);
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

/** What the kernel should give: x in 8 bits per 32 numbers, then products in float64. */
function roundedProduct(x: readonly number[], w: readonly number[], m: number, n: number, k: number): number[] {
  const rounded = Float64Array.from(x);
  for (let at = 0; at < x.length; at += 32) {
    const scale = Math.max(...x.slice(at, at + 32).map(Math.abs)) / 127;
    for (let j = at; j < at + 32; j++) rounded[j] = Math.round((x[j] ?? 0) / scale) * scale;
  }
  return Array.from({ length: m * n }, (_, at) => {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += (rounded[Math.floor(at / n) * k + j] ?? 0) * (w[(at % n) * k + j] ?? 0);
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
        return roundedProduct(numbers(x), numbers(dequantize(w)), m, n, k).map(
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
      const worst = Math.max(...expected.map((value, at) => Math.abs(value - (results[0]?.[at] ?? Number.NaN))));
      expect(worst / scale).toBeLessThan(1e-5);
      expect(results[1]).toEqual(results[0]);
      expect(results[2]).toEqual(results[0]);
    });
  });
});
