import { cpu, matmul, tensor, tidy, use, zeros } from '@heed/core';
import { testBackend } from '@heed/core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { findBuiltTfjs } from '../../../../fixtures/built-tfjs.ts';
import { tfjs } from '../index.ts';
import { loadBuilt } from './testing/built-tfjs.ts';
import { testModels } from './testing/test-models.ts';
import { testTraining } from './testing/test-training.ts';

const folder = findBuiltTfjs('tfjs-node');

if (folder === undefined) {
  it.skip('TensorFlow: pnpm tfjs builds @tensorflow/tfjs-node');
} else {
  const tf = loadBuilt(folder, 'tfjs-node');
  const backend = await tfjs({ tf });
  testBackend(backend, { describe, it });
  describe('models', () => testModels(backend));
  describe('training', () => testTraining(backend, tf, 1000));
  // TensorFlow asks for ten seconds before it gives up.
  it('names what no memory is left for; other tensors are unharmed', () => {
    use(backend);
    tidy(() => {
      const x = tensor([[1, 2]]);
      const before = backend.memory();
      tidy(() => {
        const wide = zeros([2 ** 23, 1]);
        const product = (): unknown => matmul(wide, wide, { transposeB: true }); // 2⁴⁸ bytes
        expect(product).toThrow(/^tfjs: matmul failed on tensorflow: .*OOM when allocating/s);
      });
      expect(backend.memory()).toEqual(before);
      expect([...matmul(x, tensor([[3], [4]])).dataSync()]).toEqual([11]);
    });
    use(cpu);
  });
  afterAll(() => backend.dispose());
}
