import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FormatError } from '../errors.ts';
import type { Module } from '../module/module.ts';
import {
  type EncodeOptions,
  type SafetensorsEntries,
  safetensorsChunks,
} from '../weights/encode-safetensors.ts';
import { type LoadReport, type LoadWeightsOptions, loadWeights } from '../weights/load-weights.ts';
import { openSafetensors } from '../weights/safetensors.ts';
import { type SaveWeightsOptions, weightChunks } from '../weights/save-weights.ts';
import { openSharded } from '../weights/sharded.ts';
import type { WeightSource } from '../weights/weight-source.ts';
import { fileSource, named } from './file-source.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const fileNames = ['model.safetensors', 'model.safetensors.index.json'];

/**
 * Opens weights on disk: a `.safetensors` file, the files of a `.safetensors.index.json`, or a folder that holds
 * `model.safetensors` or its index. Close it at the end, by `close()` or `await using`.
 *
 * @throws {FormatError} for a file that is not there or breaks its format.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { openWeights, saveSafetensors } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const path = join(tmpdir(), 'heed-open.safetensors');
 * await saveSafetensors(path, [['a', tensor([1, 2])]]);
 * await using weights = await openWeights(path);
 * console.log((await weights.read('a')).data); // Float32Array [1, 2]
 * ```
 */
export async function openWeights(path: string): Promise<WeightSource> {
  const file = (await named(path, stat(path))).isDirectory() ? await findIn(path) : path;
  if (!file.endsWith('.json')) return openSafetensors(await fileSource(file));
  const index = await named(file, readFile(file, 'utf8'));
  return openSharded(index, (parts) => fileSource(join(dirname(file), ...parts)), file);
}

async function findIn(folder: string): Promise<string> {
  for (const name of fileNames) {
    const path = join(folder, name);
    if ((await stat(path).catch(() => undefined))?.isFile()) return path;
  }
  throw new FormatError(`${folder} holds no weights: neither ${fileNames.join(' nor ')}`);
}

/**
 * Loads a module's parameters from disk; see `loadWeights` of `@heed/core` for the options and errors, and
 * {@link openWeights} for the paths.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator } from '@heed/core';
 * import { loadWeightsFile, saveWeightsFile } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const path = join(tmpdir(), 'heed-linear.safetensors');
 * await saveWeightsFile(new Linear(3, 2).initialize(new RandomGenerator(1)), path);
 * await loadWeightsFile(new Linear(3, 2), path);
 * ```
 */
export async function loadWeightsFile(
  module: Module,
  path: string,
  options: LoadWeightsOptions = {},
): Promise<LoadReport> {
  await using weights = await openWeights(path);
  return await loadWeights(module, weights, options);
}

/**
 * Writes a module's parameters to a safetensors file, whole or not at all; see `saveWeights` of `@heed/core`.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator } from '@heed/core';
 * import { saveWeightsFile } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const layer = new Linear(3, 2).initialize(new RandomGenerator(1));
 * await saveWeightsFile(layer, join(tmpdir(), 'heed-half.safetensors'), { dtype: 'float16' });
 * ```
 */
export async function saveWeightsFile(
  module: Module,
  path: string,
  options: SaveWeightsOptions = {},
): Promise<void> {
  await writeFileAtomically(path, weightChunks(module, options));
}

/**
 * Writes named tensors to a safetensors file, whole or not at all; see `encodeSafetensors` of `@heed/core`.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { saveSafetensors } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * await saveSafetensors(join(tmpdir(), 'heed-logits.safetensors'), [['logits', tensor([[0.5, 1.5]])]]);
 * ```
 */
export async function saveSafetensors(
  path: string,
  entries: SafetensorsEntries,
  options: EncodeOptions = {},
): Promise<void> {
  await writeFileAtomically(path, safetensorsChunks(entries, options));
}
