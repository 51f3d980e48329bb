import { testBackend } from '@heed/core/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CommandQueue } from './engine/command-queue.ts';
import { wasm } from './index.ts';

describe.each([
  ['relaxed', 1, 'at once'],
  ['relaxed', 2, 'as it comes'],
  ['relaxed', 2, 'by workers'],
  ['plain', 3, 'as it comes'],
] as const)('%s SIMD, %i threads, kernels run %s', async (simd, threads, how) => {
  const backend = await wasm({ simd, threads });
  beforeAll(() => {
    if (how === 'by workers') vi.spyOn(CommandQueue.prototype, 'sleepers', 'get').mockReturnValue(0);
  });
  testBackend(backend, { describe, it });
  it('ran on its own kernels', () => {
    const { calls } = backend.report();
    for (const name of [
      'add',
      'matmul',
      'linear',
      'layerNormGradient',
      'scaledDotProductAttentionGradient',
    ]) {
      expect(calls[name], name).toBeGreaterThan(0);
    }
  });
  afterAll(() => {
    vi.restoreAllMocks();
    backend.dispose();
  });
});
