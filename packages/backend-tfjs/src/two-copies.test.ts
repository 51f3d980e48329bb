import { createRequire } from 'node:module';
import { BackendError, cpu, matmul, ones, use } from '@heed/core';
import * as tf from '@tensorflow/tfjs';
import { afterAll, expect, it, vi } from 'vitest';
import { tfjs } from './index.ts';

afterAll(() => {
  use(cpu);
});

it('refuses a second copy of tfjs-core, and runs on the one that came first', async () => {
  // The bundle for pages holds a tfjs-core of its own, which says of each kernel that it is there already.
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const copy: typeof tf = createRequire(import.meta.url)('@tensorflow/tfjs/dist/tf.js');
  warn.mockRestore();
  expect(copy.Tensor).not.toBe(tf.Tensor);
  await expect(tfjs({ tf: copy })).rejects.toThrow(BackendError);
  await expect(tfjs({ tf: copy })).rejects.toThrow(/two copies of @tensorflow\/tfjs-core.*npm ls/);
  const backend = await tfjs({ tf, engine: 'cpu' });
  use(backend);
  const product = matmul(ones([1, 3]), ones([3, 1]));
  expect([...(await product.data())]).toEqual([3]);
  product.dispose();
  backend.dispose();
});
