import { testBackend } from '@heed/core/testing';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { describe, it } from 'vitest';
import { tfjs } from './index.ts';

testBackend(await tfjs({ tf, engine: 'wasm' }), { describe, it });
