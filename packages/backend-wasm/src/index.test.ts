import {
  BackendError,
  crossEntropy,
  embedding,
  IndexError,
  matmul,
  OptionError,
  ones,
  tensor,
  tidy,
  use,
} from '@heed/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wasm } from './index.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('wasm', () => {
  it('refuses what it does not know', async () => {
    await expect(wasm({ threads: 0 })).rejects.toThrow(OptionError);
    await expect(wasm({ threads: 65 })).rejects.toThrow(/from 1 to 64, got 65/);
    await expect(wasm({ threads: 1.5 })).rejects.toThrow(OptionError);
    await expect(wasm(Object.assign({ threads: 1 }, { thread: 2 }))).rejects.toThrow(/unknown option thread/);
    await expect(wasm(Object.assign({ threads: 1 }, { simd: 'avx' as 'plain' }))).rejects.toThrow(
      /relaxed or plain, got avx/,
    );
    await expect(wasm(Object.assign({ threads: 1 }, { vectors: 512 as 256 }))).rejects.toThrow(
      /128 or 256, got 512/,
    );
  });

  it('reports what was asked and what was given', async () => {
    const backend = await wasm({ threads: 3, simd: 'plain' });
    expect(backend.report()).toMatchObject({
      name: 'wasm',
      threads: 3,
      details: { simd: 'plain', memory: 'shared', threadsAsked: 3 },
      notes: [],
      calls: {},
    });
    backend.dispose();
  });

  it('takes one thread where memory cannot be shared, and says why', async () => {
    vi.stubGlobal('SharedArrayBuffer', undefined);
    const backend = await wasm({ threads: 4 });
    const { threads, details, notes } = backend.report();
    expect(threads).toBe(1);
    expect(details).toMatchObject({ memory: 'single', threadsAsked: 4 });
    expect(notes).toEqual(['one thread: there is no SharedArrayBuffer here']);
    backend.dispose();
  });

  it('takes one thread on a page that is not isolated', async () => {
    vi.stubGlobal('crossOriginIsolated', false);
    const backend = await wasm({ threads: 2 });
    expect(backend.report().notes).toEqual(['one thread: the page is not cross-origin isolated']);
    backend.dispose();
  });

  it('takes plain SIMD where the engine has no relaxed SIMD, and says so', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    const backend = await wasm({ threads: 1 });
    expect(backend.report().details['simd']).toBe('plain');
    expect(backend.report().notes).toEqual(['plain SIMD: the engine has no relaxed SIMD']);
    backend.dispose();
  });

  it('names ids and targets outside their table, and leaves nothing behind', async () => {
    const backend = await wasm({ threads: 1 });
    const before = use(backend);
    try {
      tidy(() => {
        const wrong = (): unknown => embedding(ones([5, 3]), tensor([0, 5], { dtype: 'int32' }));
        expect(wrong).toThrow(IndexError);
        expect(wrong).toThrow(/id 5 at place 1/);
        expect(() => crossEntropy(ones([2, 3]), tensor([1, -1], { dtype: 'int32' }))).toThrow(
          /target -1 at place 1/,
        );
      });
      expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 });
    } finally {
      use(before);
      backend.dispose();
    }
  });

  it('refuses more than memory holds with a named error, keeps its state and goes on', async () => {
    const backend = await wasm({ threads: 1 });
    const before = use(backend);
    try {
      const x = ones([3]);
      const held = backend.memory();
      const kernel = backend.kernels.get('broadcastTo');
      const huge = { shape: [5, 2 ** 28], dtype: 'float32' } as const;
      const block = backend.upload(Float32Array.of(1), { shape: [1], dtype: 'float32' });
      const input = { shape: [1, 1], dtype: 'float32', buffer: block } as const;
      expect(() => kernel?.([input], {}, [huge])).toThrow(BackendError);
      expect(() => kernel?.([input], {}, [huge])).toThrow(
        /5368709120 bytes asked, 16 bytes held by 2 buffers/,
      );
      backend.release(block);
      expect(backend.memory()).toEqual(held);
      expect([...x.dataSync()]).toEqual([1, 1, 1]);
    } finally {
      use(before);
      backend.dispose();
    }
  });

  it('reads into an array that is there already', async () => {
    const backend = await wasm({ threads: 1 });
    const before = use(backend);
    const x = tensor([3, 1, 4]);
    const target = new Float32Array(3);
    expect(await x.dataInto(target)).toBe(target);
    expect([...target]).toEqual([3, 1, 4]);
    x.dispose();
    use(before);
    backend.dispose();
  });

  it('serves two models at once as one after the other', async () => {
    const backend = await wasm({ threads: 2 });
    const before = use(backend);
    try {
      const run = async (seed: number): Promise<number[]> => {
        const results: number[] = [];
        for (let step = 0; step < 5; step++) {
          const x = tensor(
            Float32Array.from({ length: 128 * 128 }, (_, i) => Math.sin(i * seed + step)),
            { shape: [128, 128] },
          );
          results.push(...(await matmul(x, x).data()));
        }
        return results;
      };
      const apart = [await run(1), await run(10)];
      expect(await Promise.all([run(1), run(10)])).toEqual(apart);
    } finally {
      use(before);
      backend.dispose();
    }
  });
});
