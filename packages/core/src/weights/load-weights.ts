import type { Backend } from '../backend/backend.ts';
import { currentBackend } from '../backend/current.ts';
import type { TypedArray } from '../dtype.ts';
import { ValueError, WeightsError } from '../errors.ts';
import { fromBfloat16, fromFloat16 } from '../half.ts';
import { Scope } from '../memory/scope.ts';
import type { Module } from '../module/module.ts';
import type { Parameter } from '../module/parameter.ts';
import { checkOptions } from '../options.ts';
import { Tensor } from '../tensor.ts';
import type { WeightInput } from './byte-source.ts';
import { convertStored, firstNonFinite, storedTypeOf } from './convert.ts';
import { type NameOptions, type PlannedParameter, planLoad } from './load-plan.ts';
import { openSafetensors } from './safetensors.ts';
import { showValue } from './strict-json.ts';
import type { WeightSource } from './weight-source.ts';

/** Options of {@link loadWeights}. */
export interface LoadWeightsOptions extends NameOptions {
  /** Takes NaN and infinite weights, which are refused otherwise. */
  readonly allowNonFinite?: boolean;
  /** Where the weights go; the current backend by default. */
  readonly backend?: Backend;
  /** Ends the loading; the module keeps the weights it had. */
  readonly signal?: AbortSignal;
  /** Hears how many elements of how many are there, after every tensor. */
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
 * floats of any width become the parameter's type, float16 and bfloat16 exactly.
 *
 * All names, shapes and types are compared first. Then the tensors are read one by one, and the module takes them only
 * when all are good, so that a module is never loaded in part. A parameter that is tied under several names loads from
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
    'allowNonFinite',
    'backend',
    'signal',
    'onProgress',
  ]);
  // Typed arrays have a method `entries`.
  const isBytes = weights instanceof Uint8Array || !('entries' in weights);
  const source = isBytes ? await openSafetensors(weights) : weights;
  const { parameters, missing, extra } = planLoad(module, source, options);
  const staged = new Map<Parameter, Tensor>();
  const scope = Scope.detached();
  const { backend = currentBackend() } = options;
  const total = parameters.reduce((sum, { parameter }) => sum + parameter.size, 0);
  let loaded = 0;
  try {
    for (const planned of parameters) {
      options.signal?.throwIfAborted();
      const { shape, dtype, size } = planned.parameter;
      const data = await readParameter(source, planned, options.allowNonFinite === true);
      const buffer = backend.upload(data, { shape, dtype });
      const value = scope.run(() => Tensor.fromBuffer(backend, buffer, shape, dtype));
      staged.set(planned.parameter, value);
      loaded += size;
      options.onProgress?.({ loaded, total });
    }
    for (const [parameter, value] of staged) parameter.assign(value);
  } finally {
    // Not by `using`, which Safari does not have; what was assigned belongs to the parameters.
    scope.dispose();
  }
  return { loaded: staged.size, missing, extra };
}

async function readParameter(
  source: WeightSource,
  { parameter, names }: PlannedParameter,
  allowNonFinite: boolean,
): Promise<TypedArray> {
  const [first, ...others] = names;
  const data = await readNumbers(source, first, parameter, allowNonFinite);
  for (const other of others) {
    checkTied(
      source,
      parameter,
      [first, data],
      [other, await readNumbers(source, other, parameter, allowNonFinite)],
    );
  }
  return data;
}

async function readNumbers(
  source: WeightSource,
  name: string,
  { dtype }: Parameter,
  allowNonFinite: boolean,
): Promise<TypedArray> {
  const where = `${source.name}: tensor ${showValue(name)}`;
  const data = convertStored(await source.read(name), dtype, where);
  const at = allowNonFinite ? -1 : firstNonFinite({ type: storedTypeOf(dtype), shape: [], data });
  if (at >= 0) throw new ValueError(`${where} has the value ${valueAt(data, at, dtype)} at place ${at}`);
  return data;
}

function checkTied(
  source: WeightSource,
  { dtype }: Parameter,
  [first, a]: readonly [string, TypedArray],
  [second, b]: readonly [string, TypedArray],
): void {
  let largest = 0;
  for (let at = 0; at < a.length; at++) {
    const left = valueAt(a, at, dtype);
    const right = valueAt(b, at, dtype);
    if (!Object.is(left, right) && left !== right) {
      // A NaN beside a number differs by more than any number says.
      const difference = Math.abs(left - right);
      largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
    }
  }
  if (largest > 0) {
    throw new WeightsError(
      `${source.name}: ${first} and ${second} are one parameter in the model, but differ by up to ${largest}`,
    );
  }
}

function valueAt(data: TypedArray, at: number, dtype: Parameter['dtype']): number {
  const value = data[at] ?? Number.NaN;
  return dtype === 'float16' ? fromFloat16(value) : dtype === 'bfloat16' ? fromBfloat16(value) : value;
}
