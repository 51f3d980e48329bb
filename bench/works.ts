import { AdamW, matmul, RandomGenerator, tidy } from '@heed/core';
import { baseConfig, EncoderDecoder, trainStep } from '@heed/transformer';
import type { Work } from './measure.ts';

/** A square product, summed up by a few of its elements. */
export function matmulWork(size: number): Work {
  return {
    name: `matmul ${size} × ${size}`,
    tolerance: 1e-5,
    operations: 2 * size ** 3,
    prepare: () => {
      const generator = new RandomGenerator(1);
      const [a, b] = [generator.normal([size, size]), generator.normal([size, size])];
      return {
        run: () => tidy(() => [...matmul(a, b).dataSync().subarray(0, 100)]),
        dispose: () => {
          a.dispose();
          b.dispose();
        },
      };
    },
  };
}

/** Updates of a small translator: forward, backward, clipping, AdamW. */
export const trainingWork: Work = {
  name: 'training step, width 64, 1 + 1 layers, 8 × 9 tokens',
  tolerance: 1e-3,
  prepare: () => {
    const sizes = {
      vocabularySize: 500,
      width: 64,
      heads: 4,
      feedForwardWidth: 128,
      encoderLayers: 1,
      decoderLayers: 1,
    };
    const generator = new RandomGenerator(2);
    const model = new EncoderDecoder({ ...baseConfig, ...sizes, dropout: 0 }, generator)
      .initialize(generator)
      .train();
    const optimizer = new AdamW(model, { rate: 1e-4 });
    const ids = (): number[] => [...Array.from({ length: 8 }, () => 3 + generator.nextInteger(497)), 2];
    const batch = Array.from({ length: 8 }, () => ({ source: ids(), target: ids() }));
    return {
      run: () => [trainStep(model, optimizer, [batch], { labelSmoothing: 0.1, clipNorm: 1 }).loss],
      dispose: () => {
        optimizer.dispose();
        model.dispose();
      },
    };
  },
};
