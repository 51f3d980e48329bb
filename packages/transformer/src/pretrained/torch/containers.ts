import { type ByteSource, FormatError } from '@heed/core';
import { Cursor, NeedMoreBytes } from '../cursor.ts';
import { isOfTensors, stateDictOf, type TorchStorage, type TorchTensor } from './state-dict.ts';
import { type Pickled, unpickle } from './unpickle.ts';
import { contentStart, zipPlaces } from './zip-places.ts';

/** A state dictionary, and where its storages lie. */
export interface OpenedDict {
  readonly tensors: ReadonlyMap<string, TorchTensor>;
  /** The first byte of a storage in the file. */
  readonly startOf: (storage: TorchStorage) => Promise<number>;
}

/** Pickles of the largest models take some megabytes. */
const maximumPickleBytes = 100_000_000;
const firstBytes = 2 ** 18;

/** The archive of PyTorch 1.6 and later: `data.pkl`, and each storage as a file. */
export async function openArchive(source: ByteSource): Promise<OpenedDict> {
  const places = await zipPlaces(source);
  const read = async (name: string): Promise<Uint8Array | undefined> => {
    const place = places.get(name);
    if (place === undefined) return undefined;
    if (place.size > maximumPickleBytes)
      throw new FormatError(`${source.name}: ${name} has ${place.size} bytes`);
    const start = await contentStart(source, place);
    return await source.read(start, start + place.size);
  };
  const pickle = [...places.keys()].find((name) => /(^|\/)data\.pkl$/.test(name)) ?? 'data.pkl';
  const folder = pickle.slice(0, -'data.pkl'.length);
  const bytes = await read(pickle);
  if (bytes === undefined)
    throw new FormatError(`${source.name}: is no archive of PyTorch: it has no data.pkl`);
  const order = await read(`${folder}byteorder`);
  if (order !== undefined && new TextDecoder().decode(order) !== 'little') {
    throw new FormatError(
      `${source.name}: its byteorder is ${new TextDecoder().decode(order)}; little is read`,
    );
  }
  const cursor = new Cursor(bytes, bytes.length, source.name);
  const tensors = stateDictOf(unpickle(cursor, source.name, isOfTensors), source.name);
  const placeOf = ({ key, count, width }: TorchStorage): Parameters<typeof contentStart>[1] => {
    const place = places.get(`${folder}data/${key}`);
    if (place?.size === count * width) return place;
    throw new FormatError(
      `${source.name}: storage ${key} has ${place?.size ?? 'no'} bytes, ${count * width} are needed`,
    );
  };
  for (const { storage } of tensors.values()) placeOf(storage);
  return { tensors, startOf: async (storage) => await contentStart(source, placeOf(storage)) };
}

const magic = 0x1950a86a20f9469cfc6cn;

/** The format before: pickles one behind the other, then the storages, each after its length. */
export async function openOldFile(source: ByteSource): Promise<OpenedDict> {
  const { dict, keys, end } = await readGrowing(source, (cursor) => {
    const next = (): Pickled => unpickle(cursor, source.name, isOfTensors);
    if (next() !== magic) throw new FormatError(`${source.name}: is no file that PyTorch saved`);
    const [version, system] = [next(), next()];
    const isLittle = system instanceof Map && system.get('little_endian') === true;
    if (version !== 1001 || !isLittle) throw new FormatError(`${source.name}: a version that is not read`);
    return { dict: next(), keys: next(), end: cursor.place };
  });
  const tensors = stateDictOf(dict, source.name);
  const storages = new Map([...tensors.values()].map(({ storage }) => [storage.key, storage]));
  const starts = new Map<string, number>();
  let place = end;
  for (const key of Array.isArray(keys) ? keys : []) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (storage === undefined) throw new FormatError(`${source.name}: a storage that no tensor has`);
    starts.set(storage.key, place + 8);
    place += 8 + storage.count * storage.width;
  }
  if (place !== source.size || starts.size !== storages.size) {
    throw new FormatError(`${source.name}: its storages take ${place} bytes of the file's ${source.size}`);
  }
  return { tensors, startOf: async ({ key }) => starts.get(key) ?? 0 };
}

/** Reads more and more of the beginning until all that is asked for is in it. */
async function readGrowing<Read>(source: ByteSource, read: (cursor: Cursor) => Read): Promise<Read> {
  for (let length = Math.min(firstBytes, source.size); ; length = Math.min(4 * length, source.size)) {
    try {
      return read(new Cursor(await source.read(0, length), source.size, source.name));
    } catch (error) {
      const isShort = error instanceof NeedMoreBytes && length < Math.min(source.size, maximumPickleBytes);
      if (isShort) continue;
      if (error instanceof NeedMoreBytes) {
        throw new FormatError(`${source.name}: its pickle is longer than ${maximumPickleBytes} bytes`);
      }
      throw error;
    }
  }
}
