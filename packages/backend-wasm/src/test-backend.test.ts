import { testBackend } from '@heed/core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { wasm } from './index.ts';

describe.each([
  ['relaxed', 1],
  ['relaxed', 2],
  ['plain', 3],
] as const)('%s SIMD, %i threads', async (simd, threads) => {
  const backend = await wasm({ simd, threads });
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
  afterAll(() => backend.dispose());
});
