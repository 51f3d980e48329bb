import { readFile, rename, writeFile } from 'node:fs/promises';
import { FormatError, OptionError } from '@heed/core';

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

const tensorNames = ['sources.ids', 'sources.offsets', 'targets.ids', 'targets.offsets'] as const;
type TensorName = (typeof tensorNames)[number];

/**
 * Writes pairs as a safetensors file of four I32 tensors, so that any reader of that format can open it.
 * The file takes its name only when it is complete.
 */
export async function writeEncodedPairs(path: string, pairs: EncodedPairs): Promise<void> {
  const tensors: Record<TensorName, Int32Array> = {
    'sources.ids': pairs.sources.ids,
    'sources.offsets': pairs.sources.offsets,
    'targets.ids': pairs.targets.ids,
    'targets.offsets': pairs.targets.offsets,
  };
  let end = 0;
  const entries = tensorNames.map((name) => {
    const begin = end;
    end += tensors[name].byteLength;
    return [name, { dtype: 'I32', shape: [tensors[name].length], data_offsets: [begin, end] }];
  });
  const metadata = { tokenizer: pairs.tokenizer };
  const json = JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries]));
  const header = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const bodies = tensorNames.map((name) => {
    const { buffer, byteOffset, byteLength } = tensors[name];
    return Buffer.from(buffer, byteOffset, byteLength);
  });
  await writeFile(`${path}.part`, Buffer.concat([length, header, ...bodies]));
  await rename(`${path}.part`, path);
}

/**
 * Reads what {@link writeEncodedPairs} wrote.
 * @throws {OptionError} if there is no such file, {FormatError} if it is something else, or cut short.
 */
export async function readEncodedPairs(path: string): Promise<EncodedPairs> {
  const file = await readFile(path).catch((cause: unknown) => {
    throw new OptionError(`${path}: cannot be read; prepare makes this file`, { cause });
  });
  const bytes = new Uint8Array(file).buffer;
  const header = parseHeader(path, file);
  const tensor = (name: TensorName): Int32Array => {
    const entry = header[name];
    const [begin, end] = isEntry(entry) ? entry.data_offsets : [0, -1];
    const start = 8 + Number(file.readBigUInt64LE(0)) + begin;
    const byteLength = end - begin;
    if (byteLength < 0 || byteLength % 4 !== 0 || start % 4 !== 0 || start + byteLength > bytes.byteLength) {
      throw new FormatError(`${path}: ${name} is missing or cut short; run prepare again`);
    }
    return new Int32Array(bytes, start, byteLength / 4);
  };
  const lists = (side: 'sources' | 'targets'): IdLists => {
    const pair = { ids: tensor(`${side}.ids`), offsets: tensor(`${side}.offsets`) };
    checkOffsets(path, side, pair);
    return pair;
  };
  const sources = lists('sources');
  const targets = lists('targets');
  if (sources.offsets.length !== targets.offsets.length) {
    throw new FormatError(
      `${path}: ${sources.offsets.length - 1} sources but ${targets.offsets.length - 1} targets`,
    );
  }
  const metadata = header['__metadata__'];
  const tokenizer = isRecord(metadata) ? String(metadata['tokenizer']) : '';
  return { count: sources.offsets.length - 1, tokenizer, sources, targets };
}

function parseHeader(path: string, file: Buffer): Record<string, unknown> {
  const length = file.length >= 8 ? Number(file.readBigUInt64LE(0)) : 0;
  if (length < 2 || length > file.length - 8) {
    throw new FormatError(`${path}: not a file of encoded pairs, or cut short`);
  }
  try {
    const header: unknown = JSON.parse(file.toString('utf8', 8, 8 + length));
    if (isRecord(header)) return header;
  } catch (cause) {
    throw new FormatError(`${path}: the header is no JSON`, { cause });
  }
  throw new FormatError(`${path}: the header is no JSON object`);
}

function checkOffsets(path: string, side: string, { ids, offsets }: IdLists): void {
  const rises = offsets.every((offset, index) => index === 0 || offset >= (offsets[index - 1] ?? 0));
  if (!rises || offsets[0] !== 0 || offsets.at(-1) !== ids.length) {
    throw new FormatError(`${path}: ${side}.offsets do not fit the ${ids.length} ids of ${side}.ids`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is { data_offsets: [number, number] } {
  if (!isRecord(value) || value['dtype'] !== 'I32') return false;
  const offsets = value['data_offsets'];
  return (
    Array.isArray(offsets) &&
    offsets.length === 2 &&
    offsets.every((offset) => Number.isInteger(offset) && offset >= 0)
  );
}
