import { FormatError } from '../errors.ts';
import { isPlainObject } from '../plain-object.ts';
import type { RandomState } from '../random/random-generator.ts';
import { isJsonObject, parseStrictJson, showValue } from '../weights/strict-json.ts';
import type { OptimizerState } from './optimizer-state.ts';

/** What JSON can say: what a training loop notes of its progress. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** All of a run's state that is no tensor. */
export interface TrainingMetadata {
  readonly optimizer: Omit<OptimizerState, 'tensors'>;
  readonly random: RandomState;
  readonly progress: JsonValue;
}

const format = 'heed training state 1';

/**
 * The texts of a file's `__metadata__`.
 *
 * @throws {FormatError} when `progress` is nothing that JSON holds.
 */
export function formatMetadata({
  optimizer,
  random,
  progress,
}: Omit<TrainingMetadata, 'progress'> & { readonly progress: unknown }): Record<string, string> {
  return {
    format,
    optimizer: JSON.stringify({ ...optimizer, updates: Object.fromEntries(optimizer.updates) }),
    random: JSON.stringify(random),
    progress: JSON.stringify(checkedJson(progress, 'progress')),
  };
}

/**
 * The state in a file's `__metadata__`.
 *
 * @throws {FormatError} when it is another kind of file, or its texts do not say what they must.
 */
export function parseMetadata(metadata: Readonly<Record<string, string>>, file: string): TrainingMetadata {
  if (metadata['format'] !== format) {
    const seen = metadata['format'] === undefined ? 'none' : showValue(metadata['format']);
    throw new FormatError(
      `${file} is no training state: expected the format ${showValue(format)}, it has ${seen}`,
    );
  }
  const part = (name: string): unknown => parseStrictJson(metadata[name] ?? '', `${file}: ${name}`);
  return {
    optimizer: parseOptimizer(part('optimizer'), file),
    random: parseRandom(part('random'), file),
    progress: checkedJson(part('progress'), `${file}: progress`),
  };
}

function parseOptimizer(value: unknown, file: string): TrainingMetadata['optimizer'] {
  if (!isJsonObject(value)) throw new FormatError(`${file}: optimizer is ${showValue(value)}, no object`);
  const { kind, steps, updates } = value;
  if (typeof kind !== 'string') throw new FormatError(`${file}: the optimizer's kind is ${showValue(kind)}`);
  if (!isCount(steps)) throw new FormatError(`${file}: the optimizer's steps are ${showValue(steps)}`);
  if (!isJsonObject(updates))
    throw new FormatError(`${file}: the optimizer's updates are ${showValue(updates)}`);
  const counts = new Map<string, number>();
  for (const [path, count] of Object.entries(updates)) {
    if (!isCount(count))
      throw new FormatError(`${file}: the updates of ${showValue(path)} are ${showValue(count)}`);
    counts.set(path, count);
  }
  return { kind, steps, updates: counts };
}

function parseRandom(value: unknown, file: string): RandomState {
  const { seed, position } = isJsonObject(value) ? value : {};
  if (isCount(position) && Array.isArray(seed) && seed.length === 2) {
    const [low, high]: readonly unknown[] = seed;
    if (isWord(low) && isWord(high)) return { seed: [low, high], position };
  }
  throw new FormatError(`${file}: the state of the random numbers is no seed of two words and a position`);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isWord(value: unknown): value is number {
  return isCount(value) && value < 2 ** 32;
}

/** Refuses what JSON would drop or change in silence: undefined, functions, NaN, dates, instances of classes. */
function checkedJson(value: unknown, place: string): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => checkedJson(item, `${place}[${index}]`));
  if (isPlainObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, checkedJson(item, `${place}.${key}`)]),
    );
  }
  throw new FormatError(`${place} is ${showValue(value)}, which JSON cannot hold`);
}
