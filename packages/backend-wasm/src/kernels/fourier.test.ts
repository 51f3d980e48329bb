import * as h from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';
import type { Program } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

/** Spectra of rows divided by the root of their length, so that numbers are of one size, and the gradient. */
function spectra(rows: number, length: number): Program {
  return (draw) => {
    const x = h.multiply(draw.float(rows, length), 1 / Math.sqrt(length));
    const { real, imaginary } = h.realFft(x);
    const [a, b] = [draw.float(...real.shape), draw.float(...real.shape)];
    const loss = (y: h.Tensor): h.Tensor => {
      const spectrum = h.realFft(h.multiply(y, 1 / Math.sqrt(length)));
      return h.sum(h.add(h.multiply(spectrum.real, a), h.multiply(spectrum.imaginary, b)));
    };
    return [real, imaginary, ...h.grad(loss)(x)];
  };
}

const programs = Object.fromEntries(
  [
    [1, 1],
    [2, 2],
    [3, 3],
    [5, 4],
    [4, 5],
    [3, 6],
    [2, 7],
    [7, 30],
    [1, 31],
    [2, 62],
    [3, 77],
    [5, 105],
    [9, 256],
    [13, 400],
    [2, 512],
    [3, 1024],
    [1, 3000],
  ].map(([rows = 1, length = 1]) => [`${rows} × ${length}`, spectra(rows, length)]),
);

testKernels({ realFft: { '13 × 400': spectra(13, 400) }, realFftGradient: programs });

describe.each(['relaxed', 'plain'] as const)('%s SIMD', (simd) => {
  let backend: WasmBackend;
  beforeAll(async () => {
    backend = await wasm({ simd, threads: 1 });
  });
  afterAll(() => backend.dispose());

  it('a length with a large prime factor, or a very long one, is a product of matrices', () => {
    const before = h.use(backend);
    try {
      h.tidy(() => h.realFft(h.ones([2, 74])));
      expect(backend.report().calls['matmul']).toBe(1);
    } finally {
      h.use(before);
    }
  });

  it.each([400, 480, 512, 1024, 4096])(
    '%i numbers: within 1.5e-7 of the exact, by the root mean square',
    (length) => {
      const numbers = new h.RandomGenerator(length).normal([8, length]).dataSync();
      const spectrumOn = (on: h.Backend, data: Float32Array | Float64Array): number[] => {
        const before = h.use(on);
        try {
          return h.tidy(() => {
            const { real, imaginary } = h.realFft(h.tensor(data, { shape: [8, length] }));
            return [...real.dataSync(), ...imaginary.dataSync()];
          });
        } finally {
          h.use(before);
        }
      };
      const right = spectrumOn(h.cpu, Float64Array.from(numbers));
      const seen = spectrumOn(backend, Float32Array.from(numbers));
      const size = Math.sqrt(right.reduce((sum, value) => sum + value * value, 0) / right.length);
      const worst = right.reduce(
        (largest, value, at) => Math.max(largest, Math.abs(value - (seen[at] ?? Number.NaN))),
        0,
      );
      const typical = Math.sqrt(
        right.reduce((sum, value, at) => sum + (value - (seen[at] ?? Number.NaN)) ** 2, 0) / right.length,
      );
      expect(typical / size).toBeLessThan(1.5e-7);
      expect(worst / size).toBeLessThan(1e-6);
    },
  );
});
