import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BuiltTfjs } from '../../../../../fixtures/built-tfjs.ts';
import { restoreNodeFunctions } from '../../faults/removed-node-functions.ts';

/** Loads a build of TensorFlow.js for Node as its user would. */
export function loadBuilt(folder: string, name: BuiltTfjs): typeof import('@tensorflow/tfjs') {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  restoreNodeFunctions();
  return createRequire(join(folder, 'package.json'))(`@tensorflow/${name}`);
}
