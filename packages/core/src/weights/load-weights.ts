import type { Backend } from '../backend/backend.ts';
import { checkBackend } from '../backend/check-backend.ts';
import { currentBackend } from '../backend/current.ts';
import { allocate, arrayIndex, type DType } from '../dtype.ts';
import { Scope } from '../memory/scope.ts';
import type { Module } from '../module/module.ts';
import type { Parameter } from '../module/parameter.ts';
import { checkKind, checkOptions } from '../options.ts';
import { type Shape, sizeOf } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import type { WeightInput } from './byte-source.ts';
import { type NameOptions, planLoad } from './load-plan.ts';
import { checkMatrixType } from './matrix-types.ts';
import { Rooms, readParts, type WeightPart } from './read-parts.ts';
import { openSafetensors } from './safetensors.ts';
import type { WeightSource } from './weight-source.ts';

/** Options of {@link loadWeights}. */
export interface LoadWeightsOptions extends NameOptions {
  /** Takes NaN and infinite weights, which are refused otherwise. */
  readonly allowNonFinite?: boolean;
  /** Where the weights go; the current backend by default. */
  readonly backend?: Backend;
  /** Ends the loading; the module keeps the weights it had. */
  readonly signal?: AbortSignal;
  /** Hears how many elements of how many are there, after every part of a tensor (two megabytes of float32). */
  readonly onProgress?: (progress: { readonly loaded: number; readonly total: number }) => void;
}

/** What {@link loadWeights} did. */
export interface LoadReport {
  /** Parameters that were loaded. */
  readonly loaded: number;
  /** Names of parameters that the file does not have; empty when strict. */
  readonly missing: readonly string[];
  /** Tensors of the file that no parameter took; empty when strict. */
  readonly extra: readonly string[];
}

/**
 * Loads a module's parameters from a weight file. Keys in snake_case go to fields in camelCase (`q_proj` to `qProj`);
 * floats of any width become the parameter's type, float16 and bfloat16 exactly. With `matrixType` the matrices of
 * linear layers and embeddings are kept in half precision or quantised, as the file has them or converted.
 *
 * All names, shapes and types are compared first. Then the tensors are read one by one and by parts, in the order of the
 * file, and the module takes them only when all are good, so that a module is never loaded in part. A parameter that is tied under several names loads from
 * any of them; where several are in the file they must be equal.
 *
 * @throws {WeightsError} that lists every missing, extra and misshaped name at once, or two tied tensors that differ.
 * @throws {ValueError} that names a weight that is NaN or infinite.
 * @throws {FormatError} for a file that breaks its format.
 *
 * @example
 * ```ts
 * import { Linear, loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * const trained = new Linear(3, 2).initialize(new RandomGenerator(1));
 * const bytes = await saveWeights(trained, { dtype: 'float16' });
 * const report = await loadWeights(new Linear(3, 2), bytes);
 * console.log(report.loaded); // 2
 * ```
 */
export async function loadWeights(
  module: Module,
  weights: WeightSource | WeightInput,
  options: LoadWeightsOptions = {},
): Promise<LoadReport> {
  checkOptions('loadWeights', options, [
    'strict',
    'prefix',
    'rename',
    'matrixType',
    'allowNonFinite',
    'backend',
    'signal',
    'onProgress',
  ]);
  checkKind('loadWeights: module', module, 'a module');
  if (options.matrixType !== undefined) checkMatrixType('loadWeights', 'matrixType', options.matrixType);
  if (options.backend !== undefined) checkBackend('loadWeights', options.backend);
  // Typed arrays have a method `entries`.
  const source = isSource(weights) ? weights : await openSafetensors(weights);
  const { parameters, missing, extra } = planLoad(module, source, options);
  const staged = new Map<Parameter, Tensor>();
  const scope = Scope.detached();
  const { backend = currentBackend() } = options;
  const total = parameters.reduce((sum, { parameter }) => sum + parameter.size, 0);
  const rooms = new Rooms();
  let loaded = 0;
  try {
    for (const planned of parameters) {
      options.signal?.throwIfAborted();
      const { parameter, dtype, names } = planned;
      const parts = readParts(source, names, parameter.shape, dtype, rooms, options);
      const value = await upload(backend, scope, parameter.shape, dtype, parts, (end) =>
        options.onProgress?.({ loaded: loaded + end, total }),
      );
      staged.set(parameter, value);
      loaded += parameter.size;
    }
    for (const [parameter, value] of staged) parameter.replace(value);
  } finally {
    // Not by `using`, which Safari does not have; what was assigned belongs to the parameters.
    scope.dispose();
  }
  return { loaded: staged.size, missing, extra };
}

/** Typed arrays have a method `entries`. */
function isSource(weights: WeightSource | WeightInput): weights is WeightSource {
  return (
    typeof weights === 'object' &&
    weights !== null &&
    'entries' in weights &&
    !(weights instanceof Uint8Array)
  );
}

/** Fills a new tensor part by part, where the backend can; else when all parts are there. `hear` is told where each ends. */
async function upload(
  backend: Backend,
  scope: Scope,
  shape: Shape,
  dtype: DType,
  parts: AsyncIterable<WeightPart>,
  hear: (end: number) => void,
): Promise<Tensor> {
  const own = (buffer: unknown): Tensor => scope.run(() => Tensor.fromBuffer(backend, buffer, shape, dtype));
  const filling = backend.startUpload?.({ shape, dtype });
  if (filling !== undefined) {
    const value = own(filling.buffer);
    for await (const { data, start, end } of parts) {
      filling.write(data, start);
      hear(end);
    }
    return value;
  }
  const all = allocate(dtype, sizeOf(shape));
  for await (const { data, start, end } of parts) {
    all.set(data, arrayIndex(dtype, start));
    hear(end);
  }
  return own(backend.upload(all, { shape, dtype }));
}
