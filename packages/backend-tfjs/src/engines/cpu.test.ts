import { testBackend } from '@heed/core/testing';
import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, it } from 'vitest';
import { tfjs } from '../index.ts';
import { testModels } from './testing/test-models.ts';
import { testTraining } from './testing/test-training.ts';

const backend = await tfjs({ tf, engine: 'cpu' });

// Plain JavaScript takes many seconds for it; training on this engine is tested below.
const skip = { 'model: 20 steps of training': 'slow in plain JavaScript; a smaller run stands beside' };
testBackend(backend, { describe, it }, { skip });
describe('models', () => testModels(backend, ['gpt2', 'bert', 't5']));
describe('training', () => testTraining(backend, tf));
afterAll(() => backend.dispose());
