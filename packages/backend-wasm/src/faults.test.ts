import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  BackendError,
  broadcastTo,
  matmul,
  ones,
  RandomGenerator,
  relu,
  scaledDotProductAttention,
  softmax,
  sum,
  type Tensor,
  tensor,
  tidy,
  use,
} from '@heed/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from './index.ts';

let backend: WasmBackend;
let before: Parameters<typeof use>[0];
beforeEach(async () => {
  backend = await wasm({ threads: 2 });
  before = use(backend);
});
afterEach(() => {
  use(before);
  backend.dispose();
});

describe('sizes', () => {
  it.each([
    [0, 3, 5],
    [1, 1, 1],
    [3, 0, 5],
    [1, 97, 1],
    [101, 103, 107],
  ])('%i × %i × %i', (m, k, n) => {
    tidy(() => {
      const product = matmul(ones([m, k]), ones([k, n]));
      expect(product.shape).toEqual([m, n]);
      expect([...product.dataSync()].every((value) => value === k)).toBe(true);
      expect([...softmax(ones([m, n])).dataSync()].every((value) => Math.abs(value - 1 / n) < 1e-6)).toBe(
        true,
      );
      expect(sum(ones([m, n])).item()).toBe(m * n);
    });
  });

  it('2³¹ elements are a named error and nothing is left', () => {
    const held = backend.memory();
    expect(() => tidy(() => broadcastTo(ones([1, 1]), [2 ** 16, 2 ** 15]))).toThrow(BackendError);
    expect(backend.memory()).toEqual(held);
    expect(sum(ones([3])).item()).toBe(3);
  });
});

describe('numbers that are not usual', () => {
  const odd = [Number.NaN, Infinity, -Infinity, 1e-45, -1e-40, 0, -0, 3e38];

  it('NaN and infinities spread as far as they reach, and no farther', () => {
    tidy(() => {
      const x = tensor([odd, [1, 2, 3, 4, 5, 6, 7, 8]]);
      const product = [...matmul(x, ones([8, 3])).dataSync()];
      expect(product.slice(0, 3)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
      expect(product.slice(3)).toEqual([36, 36, 36]);
      const rows = [...softmax(x).dataSync()];
      expect(rows.slice(0, 8).every(Number.isNaN)).toBe(true);
      expect(rows.slice(8).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    });
  });

  it('denormals are kept, not flushed to 0', () => {
    tidy(() => {
      const x = tensor([1e-45, -1e-40, 2e-39]);
      const [tiny = 0] = x.dataSync();
      expect(tiny).toBeGreaterThan(0);
      expect([...matmul(tensor([[1]]), tensor([[1e-40]])).dataSync()]).toEqual([Math.fround(1e-40)]);
      expect([...relu(x).dataSync()]).toEqual([tiny, 0, Math.fround(2e-39)]);
    });
  });
});

describe('no matrix of queries × keys', () => {
  it('attention of 4,096 to 4,096 needs a few times its operands', () => {
    const length = 4096;
    const generator = new RandomGenerator(1);
    const q = generator.uniform([1, 2, length, 8], -1, 1);
    const own = q.size * 4;
    // A matrix of scores would take 134 MB.
    const attend = (): Tensor => scaledDotProductAttention(q, q, q, { causal: true });
    tidy(() => void attend());
    const reserved = Number(backend.report().details['memoryBytes']);
    expect(reserved).toBeLessThan(16 * 2 ** 20 + 40 * own);
  });
});

describe('several threads of Node', () => {
  it('each worker_thread has a backend of its own, at once', async () => {
    const index = new URL('./index.ts', import.meta.url).href;
    const program = `
      import { matmul, ones, use } from '@heed/core';
      import { wasm } from ${JSON.stringify(index)};
      import { Worker } from 'node:worker_threads';
      async function work() {
        use(await wasm({ threads: 2 }));
        let total = 0;
        for (let round = 0; round < 20; round++) total += matmul(ones([64, 128]), ones([128, 64])).dataSync()[5];
        return total;
      }
      const others = [0, 1].map(() => new Promise((resolve, reject) => {
        const worker = new Worker(${JSON.stringify(`
          import { matmul, ones, use } from '@heed/core';
          import { parentPort } from 'node:worker_threads';
          import { wasm } from ${JSON.stringify(index)};
          use(await wasm({ threads: 2 }));
          let total = 0;
          for (let round = 0; round < 20; round++) total += matmul(ones([64, 128]), ones([128, 64])).dataSync()[5];
          parentPort.postMessage(total);`)}, { eval: true });
        worker.on('message', resolve);
        worker.on('error', reject);
      }));
      console.log(JSON.stringify([await work(), ...(await Promise.all(others))]));`;
    const flags = ['--conditions=@heed/source', '--input-type=module', '--eval', program];
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd, timeout: 60_000 });
    expect(JSON.parse(stdout)).toEqual([2560, 2560, 2560]);
  });
});
