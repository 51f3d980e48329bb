import { describe, it } from 'node:test';
import { testBackend } from '@heed/core/testing';
import { onnxruntime } from '../src/index.ts';

testBackend(onnxruntime, { describe, it });
