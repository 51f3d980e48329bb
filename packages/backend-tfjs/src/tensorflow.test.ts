import { createRequire } from 'node:module';
import { testBackend } from '@heed/core/testing';
import { describe, it } from 'vitest';
import { restoreNodeFunctions } from './faults/removed-node-functions.ts';
import { tfjs } from './index.ts';

restoreNodeFunctions();
process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
const tf = createRequire('/work/main/.cache/tfjs-node/package.json')('@tensorflow/tfjs-node');
testBackend(await tfjs({ tf }), { describe, it });
