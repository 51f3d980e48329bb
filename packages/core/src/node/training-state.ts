import { stat } from 'node:fs/promises';
import type { TensorSpec } from '../backend/backend.ts';
import { currentBackend } from '../backend/current.ts';
import { WeightsError } from '../errors.ts';
import { Scope } from '../memory/scope.ts';
import type { Optimizer, Trainable } from '../optimizers/optimizer.ts';
import { faultOfTensor } from '../optimizers/optimizer-state.ts';
import { checkOptions } from '../options.ts';
import type { RandomGenerator } from '../random/random-generator.ts';
import { Tensor } from '../tensor.ts';
import { convertStored, naturalDType } from '../weights/convert.ts';
import { safetensorsChunks } from '../weights/encode-safetensors.ts';
import { openSafetensors, type SafetensorsFile } from '../weights/safetensors.ts';
import { fileSource } from './file-source.ts';
import { formatMetadata, type JsonValue, parseMetadata } from './training-state-metadata.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** The parts of a training run that change. */
export interface TrainingParts {
  readonly model: Trainable;
  readonly optimizer: Optimizer;
  /** The source of the run's random numbers: dropout, shuffling. */
  readonly generator: RandomGenerator;
}

/** What {@link saveTrainingState} stores. */
export interface TrainingState extends TrainingParts {
  /** The training loop's own notes, such as the epoch and the place in it: anything that JSON holds. */
  readonly progress?: unknown;
}

const modelPrefix = 'model.';
const optimizerPrefix = 'optimizer.';

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
  checkOptions('saveTrainingState', state, ['model', 'optimizer', 'generator', 'progress']);
  const { model, generator, progress = null } = state;
  const { tensors, ...optimizer } = state.optimizer.state();
  const metadata = formatMetadata({ optimizer, random: generator.state(), progress });
  const entries = new Map<string, Tensor>();
  for (const [name, { value }] of model.parameters()) entries.set(`${modelPrefix}${name}`, value);
  for (const [name, tensor] of tensors) entries.set(`${optimizerPrefix}${name}`, tensor);
  for (const tensor of entries.values()) tensor.retain();
  try {
    await writeFileAtomically(path, safetensorsChunks(entries, { metadata }));
  } finally {
    for (const tensor of entries.values()) tensor.release();
  }
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
  checkOptions('loadTrainingState', parts, ['model', 'optimizer', 'generator']);
  const { model, optimizer, generator } = parts;
  await stat(path);
  await using file = await openSafetensors(await fileSource(path));
  const metadata = parseMetadata(file.metadata, path);
  const parameters = model.parameters();
  const specs = specsOf(file);
  const faults = [
    ...faultsOfParameters(parameters, specs.model).map((fault) => `model: ${fault}`),
    ...optimizer
      .faultsOf({ ...metadata.optimizer, tensors: specs.optimizer })
      .map((fault) => `optimizer: ${fault}`),
    ...specs.unknown.map((name) => `file: ${name} is extra`),
  ];
  if (faults.length > 0) throw new WeightsError(`${path} does not fit this run:\n  ${faults.join('\n  ')}`);

  using scope = Scope.detached();
  const values = await readAll(file, modelPrefix, specs.model, scope);
  const tensors = await readAll(file, optimizerPrefix, specs.optimizer, scope);
  optimizer.restore({ ...metadata.optimizer, tensors });
  for (const [name, value] of values) parameters.get(name)?.assign(value);
  generator.restore(metadata.random);
  return { progress: metadata.progress };
}

/** Shapes and types in the file: the model's, the optimizer's, and the names of others. */
interface FileSpecs {
  readonly model: Map<string, TensorSpec>;
  readonly optimizer: Map<string, TensorSpec>;
  readonly unknown: string[];
}

function specsOf(file: SafetensorsFile): FileSpecs {
  const specs: FileSpecs = { model: new Map(), optimizer: new Map(), unknown: [] };
  for (const [name, { type, shape }] of file.entries) {
    const dtype = naturalDType(type);
    if (dtype === undefined) specs.unknown.push(name);
    else if (name.startsWith(modelPrefix)) specs.model.set(name.slice(modelPrefix.length), { shape, dtype });
    else if (name.startsWith(optimizerPrefix)) {
      specs.optimizer.set(name.slice(optimizerPrefix.length), { shape, dtype });
    } else specs.unknown.push(name);
  }
  return specs;
}

function faultsOfParameters(
  parameters: ReadonlyMap<string, TensorSpec>,
  specs: ReadonlyMap<string, TensorSpec>,
): string[] {
  const faults: string[] = [];
  for (const [name, parameter] of parameters) {
    const fault = faultOfTensor(specs.get(name), parameter);
    if (fault !== undefined) faults.push(`${name} ${fault}`);
  }
  for (const name of specs.keys()) if (!parameters.has(name)) faults.push(`${name} is extra`);
  return faults;
}

async function readAll(
  file: SafetensorsFile,
  prefix: string,
  specs: ReadonlyMap<string, TensorSpec>,
  scope: Scope,
): Promise<Map<string, Tensor>> {
  const backend = currentBackend();
  const tensors = new Map<string, Tensor>();
  for (const [name, { shape, dtype }] of specs) {
    const array = await file.read(`${prefix}${name}`);
    const data = convertStored(array, dtype, `${file.name}: ${prefix}${name}`);
    const buffer = backend.upload(data, { shape, dtype });
    tensors.set(
      name,
      scope.run(() => Tensor.fromBuffer(backend, buffer, shape, dtype)),
    );
  }
  return tensors;
}
