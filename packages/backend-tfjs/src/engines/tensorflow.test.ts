import { testBackend } from '@heed/core/testing';
import { afterAll, describe, it } from 'vitest';
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
  describe('training', () => testTraining(backend, tf));
  afterAll(() => backend.dispose());
}
