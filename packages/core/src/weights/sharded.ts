import { FormatError, WeightsError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { checkKind } from '../options.ts';
import type { ByteSource } from './byte-source.ts';
import { openSafetensors } from './safetensors.ts';
import type { WeightEntry } from './safetensors-header.ts';
import { partsInside } from './stay-inside.ts';
import { isJsonObject, parseStrictJson, showValue } from './strict-json.ts';
import type { WeightArray } from './weight-array.ts';
import { entryOf, type WeightSource } from './weight-source.ts';

/** What an index says: the file of every tensor. */
function parseIndex(text: string, name: string): ReadonlyMap<string, string> {
  const index = parseStrictJson(text, name);
  const map = isJsonObject(index) ? index.weight_map : undefined;
  if (!isJsonObject(map))
    throw new FormatError(`${name}: weight_map is ${showValue(map)}, not an object of file names`);
  const files = new Map<string, string>();
  for (const [tensor, file] of Object.entries(map)) {
    if (typeof file !== 'string') {
      throw new FormatError(
        `${name}: weight_map ${showValue(tensor)} is ${showValue(file)}, not a file name`,
      );
    }
    files.set(tensor, file);
  }
  return files;
}

/** A weight file whose tensors can be read in parts. */
type Shard = WeightSource & Required<Pick<WeightSource, 'readPart'>>;

/** Several weight files under one index; open them with {@link openSharded}. */
class ShardedWeights implements WeightSource {
  readonly name: string;
  readonly entries: ReadonlyMap<string, WeightEntry>;
  readonly #shards: ReadonlyMap<string, Shard>;
  readonly #files: ReadonlyMap<string, string>;

  constructor(name: string, files: ReadonlyMap<string, string>, shards: ReadonlyMap<string, Shard>) {
    this.name = name;
    this.#files = files;
    this.#shards = shards;
    this.entries = new Map([...shards.values()].flatMap((shard) => [...shard.entries]));
  }

  #shardOf(name: string): Shard {
    entryOf(this, name);
    const shard = this.#shards.get(this.#files.get(name) ?? '');
    if (shard === undefined) throw new WeightsError(`${this.name}: no file holds ${showValue(name)}`);
    return shard;
  }

  async read(name: string): Promise<WeightArray> {
    return this.#shardOf(name).read(name);
  }

  async readPart(name: string, start: number, end: number, room?: Uint8Array): Promise<WeightArray> {
    return this.#shardOf(name).readPart(name, start, end, room);
  }

  async close(): Promise<void> {
    await closeAll(this.#shards.values());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

async function closeAll(shards: Iterable<Shard>): Promise<void> {
  for (const shard of shards) await shard.close();
}

/**
 * Opens the files of an index (`model.safetensors.index.json`) as one. Index and files must agree to the last tensor.
 *
 * @param index The text of the index.
 * @param open Opens a file by its name in the index. The parts of the name are proven to stay inside a folder.
 * @param name What messages call the index.
 * @param openShard Opens a file as weights; as safetensors by default.
 * @throws {FormatError} for an index that breaks its format, or a name that leads out of the folder.
 * @throws {WeightsError} that lists every file that is gone, every tensor that is not in its file, and every tensor
 * that the index does not know.
 *
 * @example
 * ```ts
 * import { bytesSource, encodeSafetensors, openSharded, tensor } from '@heed/core';
 * const shard = await encodeSafetensors([['a', tensor([1])]]);
 * const index = '{ "weight_map": { "a": "model-00001-of-00001.safetensors" } }';
 * const weights = await openSharded(index, async () => bytesSource(shard));
 * console.log([...weights.entries.keys()]); // ['a']
 * ```
 */
export async function openSharded(
  index: string,
  open: (parts: readonly string[]) => Promise<ByteSource>,
  name = 'model.safetensors.index.json',
  openShard: (source: ByteSource) => Promise<Shard> = openSafetensors,
): Promise<WeightSource> {
  checkKind('openSharded: index', index, 'a text');
  checkKind('openSharded: open', open, 'a function');
  const files = parseIndex(index, name);
  const byFile = Map.groupBy(files.keys(), (tensor) => files.get(tensor) ?? '');
  const places = [...byFile.keys()].map((file) => [file, partsInside(file, name)] as const);
  const shards = new Map<string, Shard>();
  const problems: string[] = [];
  for (const [file, parts] of places) {
    try {
      const shard = await openShard(await open(parts));
      shards.set(file, shard);
      problems.push(...disagreements(file, new Set(byFile.get(file)), shard));
    } catch (error) {
      problems.push(`file ${file} cannot be read: ${messageOf(error)}`);
    }
  }
  if (problems.length > 0) {
    await closeAll(shards.values());
    throw new WeightsError(`${name} does not agree with its files:\n  ${problems.join('\n  ')}`);
  }
  return new ShardedWeights(name, files, shards);
}

function disagreements(file: string, promised: ReadonlySet<string>, shard: Shard): string[] {
  const gone = [...promised].filter((tensor) => !shard.entries.has(tensor));
  const unknown = [...shard.entries.keys()].filter((tensor) => !promised.has(tensor));
  return [
    ...gone.map((tensor) => `tensor ${tensor} is not in its file ${file}`),
    ...unknown.map((tensor) => `tensor ${tensor} is in ${file}, but the index does not place it there`),
  ];
}
