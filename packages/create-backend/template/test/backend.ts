import { describe, it } from 'node:test';
import { testBackend } from '@heed/core/testing';
import { myBackend } from '../src/index.ts';

// Every op, type and gradient, whole models and a training run; and that each kernel has run.
testBackend(myBackend, { describe, it });
