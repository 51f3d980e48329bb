import type { TensorSpec } from '../backend/backend.ts';
import { currentBackend } from '../backend/current.ts';
import { WeightsError } from '../errors.ts';
import { Scope } from '../memory/scope.ts';
import { checkKind, checkOptions } from '../options.ts';
import type { RandomGenerator } from '../random/random-generator.ts';
import { Tensor } from '../tensor.ts';
import type { WeightInput } from '../weights/byte-source.ts';
import { convertStored, naturalDType } from '../weights/convert.ts';
import { safetensorsChunks } from '../weights/encode-safetensors.ts';
import { collect } from '../weights/join-bytes.ts';
import { openSafetensors, type SafetensorsFile } from '../weights/safetensors.ts';
import type { Optimizer, Trainable } from './optimizer.ts';
import { faultOfTensor } from './optimizer-state.ts';
import { formatMetadata, type JsonValue, parseMetadata } from './training-state-metadata.ts';

/** The parts of a training run that change. */
export interface TrainingParts {
  readonly model: Trainable;
  readonly optimizer: Optimizer;
  /** The source of the run's random numbers: dropout, shuffling. */
  readonly generator: RandomGenerator;
}

/** What a training state holds. */
export interface TrainingState extends TrainingParts {
  /** The training loop's own notes, such as the epoch and the place in it: anything that JSON holds. */
  readonly progress?: unknown;
}

const modelPrefix = 'model.';
const optimizerPrefix = 'optimizer.';

/**
 * All that a training run needs to go on as if it had never stopped, as the bytes of one safetensors file: parameters
 * (`model.*`), the optimizer's tensors and updates (`optimizer.*`), and, as JSON in its metadata, where the random
 * numbers stand and the loop's own notes. `saveTrainingState` of `@heed/core/node` writes it to disk.
 *
 * @throws {FormatError} when `progress` holds something that JSON does not, by its place.
 *
 * @example
 * ```ts
 * import { encodeTrainingState, Linear, RandomGenerator, restoreTrainingState, SGD } from '@heed/core';
 * const generator = new RandomGenerator(1);
 * const model = new Linear(3, 2).initialize(generator);
 * const parts = { model, optimizer: new SGD(model, { rate: 0.1 }), generator };
 * const bytes = await encodeTrainingState({ ...parts, progress: { epoch: 4 } });
 * console.log((await restoreTrainingState(bytes, parts)).progress); // { epoch: 4 }
 * ```
 */
export async function encodeTrainingState(state: TrainingState): Promise<Uint8Array<ArrayBuffer>> {
  return await collect(trainingStateChunks(state));
}

/**
 * The same in pieces, so that the tensors are never in memory twice. The state is that of the moment of the call;
 * training may go on while the pieces are written. They must be read to their end, which lets the tensors go.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator, SGD, trainingStateChunks } from '@heed/core';
 * const generator = new RandomGenerator(1);
 * const model = new Linear(3, 2).initialize(generator);
 * const optimizer = new SGD(model, { rate: 0.1 });
 * for await (const chunk of trainingStateChunks({ model, optimizer, generator })) console.log(chunk.length);
 * ```
 */
export function trainingStateChunks(state: TrainingState): AsyncIterable<Uint8Array> {
  checkOptions('trainingStateChunks', state, ['model', 'optimizer', 'generator', 'progress']);
  checkParts('trainingStateChunks', state);
  const { model, generator, progress = null } = state;
  const { tensors, ...optimizer } = state.optimizer.state();
  const metadata = formatMetadata({ optimizer, random: generator.state(), progress });
  const entries = new Map<string, Tensor>();
  for (const [name, { value }] of model.parameters()) entries.set(`${modelPrefix}${name}`, value);
  for (const [name, tensor] of tensors) entries.set(`${optimizerPrefix}${name}`, tensor);
  for (const tensor of entries.values()) tensor.retain();
  return released(entries, metadata);
}

/** The model may be anything with parameters. */
function checkParts(name: string, { model, optimizer, generator }: TrainingParts): void {
  checkKind(`${name}: model`, model, 'a module');
  checkKind(`${name}: optimizer`, optimizer, 'an optimizer');
  checkKind(`${name}: generator`, generator, 'a RandomGenerator');
}

async function* released(
  entries: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* safetensorsChunks(entries, { metadata });
  } finally {
    for (const tensor of entries.values()) tensor.release();
  }
}

/**
 * Brings a saved run back into fresh objects of the same making: the model's parameters, the optimizer's state and
 * the generator's place. Names, shapes and types are compared before any number is read, and the objects change only
 * when everything is there. See {@link encodeTrainingState}.
 *
 * @returns The loop's own notes as they were saved, `null` where there were none.
 * @throws {FormatError} for a file that is cut, broken or no training state.
 * @throws {WeightsError} that lists all that does not fit the model or the optimizer.
 */
export async function restoreTrainingState(
  input: WeightInput,
  parts: TrainingParts,
): Promise<{ readonly progress: JsonValue }> {
  checkOptions('restoreTrainingState', parts, ['model', 'optimizer', 'generator']);
  checkParts('restoreTrainingState', parts);
  const { model, optimizer, generator } = parts;
  // Not by `using`, which Safari does not have.
  const file = await openSafetensors(input);
  const scope = Scope.detached();
  try {
    const metadata = parseMetadata(file.metadata, file.name);
    const parameters = model.parameters();
    const specs = specsOf(file);
    const faults = [
      ...faultsOfParameters(parameters, specs.model).map((fault) => `model: ${fault}`),
      ...optimizer
        .faultsOf({ ...metadata.optimizer, tensors: specs.optimizer })
        .map((fault) => `optimizer: ${fault}`),
      ...specs.unknown.map((name) => `file: ${name} is extra`),
    ];
    if (faults.length > 0)
      throw new WeightsError(`${file.name} does not fit this run:\n  ${faults.join('\n  ')}`);
    const values = await readAll(file, modelPrefix, specs.model, scope);
    const tensors = await readAll(file, optimizerPrefix, specs.optimizer, scope);
    optimizer.restore({ ...metadata.optimizer, tensors });
    for (const [name, value] of values) parameters.get(name)?.assign(value);
    generator.restore(metadata.random);
    return { progress: metadata.progress };
  } finally {
    scope.dispose();
    await file.close();
  }
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
