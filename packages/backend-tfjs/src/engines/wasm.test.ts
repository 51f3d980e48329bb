import { testBackend } from '@heed/core/testing';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { afterAll, describe, it } from 'vitest';
import { tfjs } from '../index.ts';
import { testModels } from './testing/test-models.ts';
import { testTraining } from './testing/test-training.ts';

const backend = await tfjs({ tf, engine: 'wasm' });

testBackend(backend, { describe, it });
describe('models', () => testModels(backend, ['gpt2', 'bert', 't5']));
describe('training', () => testTraining(backend, tf));
afterAll(() => backend.dispose());
