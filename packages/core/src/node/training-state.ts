import { stat } from 'node:fs/promises';
import {
  restoreTrainingState,
  type TrainingParts,
  type TrainingState,
  trainingStateChunks,
} from '../optimizers/training-state.ts';
import type { JsonValue } from '../optimizers/training-state-metadata.ts';
import { fileSource } from './file-source.ts';
import { writeFileAtomically } from './write-file-atomically.ts';
import { checkPath } from './writing.ts';

/**
 * Saves all that a training run needs to go on as if it had never stopped: parameters, the optimizer's tensors and
 * updates, where the random numbers stand, and the loop's own notes. It is one safetensors file (`model.*`,
 * `optimizer.*`, the rest as JSON in its metadata), written whole or not at all.
 *
 * The state is that of the moment of the call; training may go on while the file is written.
 *
 * @throws {FormatError} when `progress` holds something that JSON does not, by its place.
 *
 * @example
 * ```ts
 * import { AdamW, Linear, RandomGenerator } from '@heed/core';
 * import { loadTrainingState, saveTrainingState } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const path = join(tmpdir(), 'heed-run.safetensors');
 * const generator = new RandomGenerator(1);
 * const model = new Linear(3, 2).initialize(generator);
 * const optimizer = new AdamW(model, { rate: 1e-3 });
 * await saveTrainingState(path, { model, optimizer, generator, progress: { epoch: 4 } });
 * const { progress } = await loadTrainingState(path, { model, optimizer, generator });
 * console.log(progress); // { epoch: 4 }
 * ```
 */
export async function saveTrainingState(path: string, state: TrainingState): Promise<void> {
  await writeFileAtomically(path, trainingStateChunks(state));
}

/**
 * Brings a saved run back into fresh objects of the same making: the model's parameters, the optimizer's state and
 * the generator's place. Names, shapes and types are compared before any number is read, and the objects change only
 * when everything is there.
 *
 * @returns The loop's own notes as they were saved, `null` where there were none.
 * @throws {FormatError} for a file that is cut, broken or no training state.
 * @throws {WeightsError} that lists all that does not fit the model or the optimizer.
 * @throws Node's own error with the code `ENOENT` when there is no such file, which is how a first run begins.
 *
 * @example
 * ```ts
 * import { RandomGenerator, Linear, SGD } from '@heed/core';
 * import { loadTrainingState } from '@heed/core/node';
 * const model = new Linear(3, 2);
 * const parts = { model, optimizer: new SGD(model, { rate: 0.1 }), generator: new RandomGenerator(1) };
 * try {
 *   await loadTrainingState('no-such-run.safetensors', parts);
 * } catch {
 *   model.initialize(parts.generator);
 * }
 * ```
 */
export async function loadTrainingState(
  path: string,
  parts: TrainingParts,
): Promise<{ readonly progress: JsonValue }> {
  checkPath('loadTrainingState', path);
  await stat(path);
  return await restoreTrainingState(await fileSource(path), parts);
}
