import { testBackend } from '@heed/core/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import { tfjs } from './index.ts';

testBackend(await tfjs({ tf, engine: 'cpu' }), { describe, it });
