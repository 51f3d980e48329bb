import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { restoreNodeFunctions } from '../faults/removed-node-functions.ts';

/** What `pnpm tfjs` builds. */
export type BuiltName = 'tfjs-node' | 'tfjs-node-gpu';

/**
 * The folder of a build of TensorFlow.js for Node, in .cache/ or where `HEED_TFJS` says. `undefined` if there is none,
 * unless `HEED_REQUIRE_TFJS` is 1: then tests on TensorFlow must not be skipped.
 */
export function findBuilt(name: BuiltName): string | undefined {
  const places = process.env['HEED_TFJS'] ?? join(import.meta.dirname, '../../../../.cache');
  const folder = join(places, name);
  if (existsSync(join(folder, 'stamp.json'))) return folder;
  if (process.env['HEED_REQUIRE_TFJS'] === '1') {
    throw new Error(`HEED_REQUIRE_TFJS is 1, but there is no ${folder}: pnpm tfjs builds it`);
  }
  return undefined;
}

/** Loads a build as its user would. */
export function loadBuilt(folder: string, name: BuiltName): typeof import('@tensorflow/tfjs') {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  restoreNodeFunctions();
  return createRequire(join(folder, 'package.json'))(`@tensorflow/${name}`);
}
