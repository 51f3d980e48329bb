import { bytesPerElement, isFloating, isStorage } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import type { Module } from '../module/module.ts';
import type { Parameter } from '../module/parameter.ts';
import { checkOptions } from '../options.ts';
import type { SavedFloat } from './encode-safetensors.ts';
import { namedChunks, namedParameters, type SaveWeightsOptions } from './save-weights.ts';
import { showValue } from './strict-json.ts';

/** Options of {@link weightFiles}. */
export interface WeightFilesOptions extends SaveWeightsOptions {
  /** Most bytes of tensors in one file; 5 · 10⁹ by default. A tensor is never cut. */
  readonly maximumBytes?: number;
}

/** A file to write: its name, and its bytes in pieces. */
export interface WeightFile {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * The files in which a module's parameters are published: `model.safetensors`, or, where that would be too large, parts
 * of it (`model-00001-of-00003.safetensors`, …) and at last their index. `openSharded` reads them.
 *
 * @throws {OptionError} for a size that is not above 0.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator, weightFiles } from '@heed/core';
 * const layer = new Linear(3, 2).initialize(new RandomGenerator(1));
 * for (const { name } of weightFiles(layer, { maximumBytes: 24 })) console.log(name);
 * // model-00001-of-00002.safetensors, model-00002-of-00002.safetensors, model.safetensors.index.json
 * ```
 */
export function weightFiles(module: Module, options: WeightFilesOptions = {}): readonly WeightFile[] {
  const { maximumBytes = 5e9, ...saving } = options;
  checkOptions('weightFiles', saving, ['metadata', 'dtype', 'rename', 'allowNonFinite']);
  if (!(typeof maximumBytes === 'number' && maximumBytes > 0))
    throw new OptionError(`weightFiles: maximumBytes is ${showValue(maximumBytes)}`);
  const parameters = namedParameters(module, saving.rename);
  const parts = divide(parameters, maximumBytes, saving.dtype);
  if (parts.length <= 1) return [{ name: 'model.safetensors', chunks: namedChunks(parameters, saving) }];
  const number = (part: number): string => String(part).padStart(5, '0');
  const files = parts.map((part, index) => ({
    name: `model-${number(index + 1)}-of-${number(parts.length)}.safetensors`,
    chunks: namedChunks(part, saving),
  }));
  const places = parts.flatMap((part, index) => part.map(([name]) => [name, files[index]?.name]));
  const total = parameters.reduce((sum, [, parameter]) => sum + bytesOf(parameter, saving.dtype), 0);
  const index = { metadata: { total_size: total }, weight_map: Object.fromEntries(places) };
  return [
    ...files,
    { name: 'model.safetensors.index.json', chunks: textChunks(`${JSON.stringify(index, null, 2)}\n`) },
  ];
}

async function* textChunks(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield new TextEncoder().encode(text);
}

type Named = readonly [name: string, parameter: Parameter];

/** One part after the other is filled, in the order of the parameters. */
function divide(
  parameters: readonly Named[],
  maximumBytes: number,
  dtype: SavedFloat | undefined,
): Named[][] {
  const parts: Named[][] = [];
  let room = 0;
  for (const named of parameters) {
    const bytes = bytesOf(named[1], dtype);
    const last = parts.at(-1);
    if (last !== undefined && bytes <= room) last.push(named);
    else {
      parts.push([named]);
      room = maximumBytes;
    }
    room -= bytes;
  }
  return parts;
}

function bytesOf({ size, dtype }: Parameter, saved: SavedFloat | undefined): number {
  return size * bytesPerElement[saved !== undefined && isStoredFloat(dtype) ? saved : dtype];
}

function isStoredFloat(dtype: Parameter['dtype']): boolean {
  return isFloating(dtype) || isStorage(dtype);
}
