import { stat } from 'node:fs/promises';
import { FormatError, OptionError, openSafetensors, type WeightSource } from '@heed/core';
import { fileSource, saveSafetensors } from '@heed/core/node';

/** Sentence pairs as ids: all sources one after the other, likewise all targets. */
export interface EncodedPairs {
  /** How many pairs there are. */
  readonly count: number;
  /** Which tokenizer made the ids: the SHA-256 of its `tokenizer.json`. */
  readonly tokenizer: string;
  readonly sources: IdLists;
  readonly targets: IdLists;
}

/** Lists of ids in one array; list `i` is `ids.subarray(offsets[i], offsets[i + 1])`. */
export interface IdLists {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
}

/** List `index` of `lists`, a view without a copy. */
export function idList(lists: IdLists, index: number): Int32Array {
  return lists.ids.subarray(lists.offsets[index], lists.offsets[index + 1]);
}

/** Packs lists of ids into one array. */
export function packIds(lists: readonly (readonly number[])[]): IdLists {
  const offsets = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) offsets[index + 1] = (offsets[index] ?? 0) + list.length;
  const ids = new Int32Array(offsets[lists.length] ?? 0);
  for (const [index, list] of lists.entries()) ids.set(list, offsets[index]);
  return { ids, offsets };
}

/**
 * Writes pairs as a safetensors file of four I32 tensors, so that any reader of that format can open it.
 * The file takes its name only when it is complete.
 */
export async function writeEncodedPairs(path: string, pairs: EncodedPairs): Promise<void> {
  const entries = (['sources', 'targets'] as const).flatMap((side) =>
    (['ids', 'offsets'] as const).map((part) => {
      const data = pairs[side][part];
      return [`${side}.${part}`, { type: 'I32', shape: [data.length], data }] as const;
    }),
  );
  await saveSafetensors(path, entries, { metadata: { tokenizer: pairs.tokenizer } });
}

/**
 * Reads what {@link writeEncodedPairs} wrote.
 * @throws {OptionError} if there is no such file, {FormatError} if it is something else, or cut short.
 */
export async function readEncodedPairs(path: string): Promise<EncodedPairs> {
  await stat(path).catch((cause: unknown) => {
    throw new OptionError(`${path}: cannot be read; prepare makes this file`, { cause });
  });
  await using file = await openSafetensors(await fileSource(path));
  const sources = await readLists(path, file, 'sources');
  const targets = await readLists(path, file, 'targets');
  if (sources.offsets.length !== targets.offsets.length) {
    throw new FormatError(
      `${path}: ${sources.offsets.length - 1} sources but ${targets.offsets.length - 1} targets`,
    );
  }
  const tokenizer = file.metadata['tokenizer'] ?? '';
  return { count: sources.offsets.length - 1, tokenizer, sources, targets };
}

async function readLists(path: string, file: WeightSource, side: 'sources' | 'targets'): Promise<IdLists> {
  const read = async (part: 'ids' | 'offsets'): Promise<Int32Array> => {
    const name = `${side}.${part}`;
    const data = file.entries.has(name) ? (await file.read(name)).data : undefined;
    if (data instanceof Int32Array) return data;
    throw new FormatError(`${path}: ${name} is missing or not I32; run prepare again`);
  };
  const lists = { ids: await read('ids'), offsets: await read('offsets') };
  checkOffsets(path, side, lists);
  return lists;
}

function checkOffsets(path: string, side: string, { ids, offsets }: IdLists): void {
  const rises = offsets.every((offset, index) => index === 0 || offset >= (offsets[index - 1] ?? 0));
  if (!rises || offsets[0] !== 0 || offsets.at(-1) !== ids.length) {
    throw new FormatError(`${path}: ${side}.offsets do not fit the ${ids.length} ids of ${side}.ids`);
  }
}
