import { ValueError } from '../errors.ts';
import type { Module } from '../module/module.ts';
import type { Parameter } from '../module/parameter.ts';
import { checkKind, checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { firstNonFinite } from './convert.ts';
import { type EncodeOptions, encodeChunks } from './encode-safetensors.ts';
import { collect } from './join-bytes.ts';
import { toSnakeCase } from './names.ts';
import { showValue } from './strict-json.ts';
import type { WeightArray } from './weight-array.ts';

/** Options of {@link saveWeights}. */
export interface SaveWeightsOptions extends EncodeOptions {
  /** Gives a name of the module (`q_proj.weight`) its name in the file. */
  readonly rename?: (name: string) => string;
  /** Writes NaN and infinite weights, which are refused otherwise. */
  readonly allowNonFinite?: boolean;
}

/**
 * A module's parameters as the bytes of a safetensors file, under the names that checkpoints use (`qProj` becomes
 * `q_proj`). A tied parameter is written once, under its first path. The metadata is `{ format: 'pt' }` by default,
 * which Python's transformers asks for.
 *
 * @throws {ValueError} that names a weight that is NaN or infinite, or becomes so in float16.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator, saveWeights } from '@heed/core';
 * const layer = new Linear(3, 2).initialize(new RandomGenerator(1));
 * const bytes = await saveWeights(layer, { dtype: 'bfloat16' });
 * ```
 */
export function saveWeights(
  module: Module,
  options: SaveWeightsOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return collect(weightChunks(module, options));
}

/**
 * The same in pieces: the header, then one tensor at a time, so that a large model is never in memory twice. The values
 * are those of the moment in which the first piece is asked for.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator, weightChunks } from '@heed/core';
 * const layer = new Linear(3, 2).initialize(new RandomGenerator(1));
 * for await (const chunk of weightChunks(layer)) console.log(chunk.length); // the header, then 8 and 24
 * ```
 */
export async function* weightChunks(
  module: Module,
  options: SaveWeightsOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  checkOptions('saveWeights', options, ['metadata', 'dtype', 'rename', 'allowNonFinite']);
  yield* namedChunks(namedParameters(module, options.rename), options);
}

/** The parameters of a module under the names that they have in a file. */
export function namedParameters(
  module: Module,
  rename: SaveWeightsOptions['rename'] = (name) => name,
): [name: string, parameter: Parameter][] {
  checkKind('saveWeights: module', module, 'a module');
  checkKind('saveWeights: rename', rename, 'a function');
  return Array.from(module.parameters(), ([path, parameter]) => [rename(toSnakeCase(path)), parameter]);
}

/** The pieces of a file with these parameters. */
export async function* namedChunks(
  parameters: readonly (readonly [name: string, parameter: Parameter])[],
  { allowNonFinite = false, rename, ...encoding }: SaveWeightsOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const entries = parameters.map(([name, { value }]): [string, Tensor] => [name, value]);
  // Training may replace the values while they are written.
  for (const [, value] of entries) value.retain();
  try {
    yield* encodeChunks(
      entries,
      { metadata: { format: 'pt' }, ...encoding },
      allowNonFinite ? undefined : checkFinite,
    );
  } finally {
    for (const [, value] of entries) value.release();
  }
}

function checkFinite(name: string, array: WeightArray): void {
  const at = firstNonFinite(array);
  if (at >= 0) {
    throw new ValueError(
      `saveWeights: tensor ${showValue(name)} is NaN or infinite as ${array.type} at place ${at}`,
    );
  }
}
