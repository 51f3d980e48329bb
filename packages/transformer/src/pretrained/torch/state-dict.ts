import { FormatError, type StoredType, showValue } from '@heed/core';
import type { Pickled, PickledObject } from './unpickle.ts';

/** Where the numbers of tensors lie: several may share it. */
export interface TorchStorage {
  readonly key: string;
  readonly type: StoredType;
  /** Bytes of an element. */
  readonly width: number;
  /** Elements. */
  readonly count: number;
}

/** A tensor of a state dictionary. */
export interface TorchTensor {
  readonly type: StoredType;
  readonly shape: readonly number[];
  /** Elements between neighbours, by axis. */
  readonly strides: readonly number[];
  /** First element in the storage. */
  readonly offset: number;
  readonly storage: TorchStorage;
}

/** Storage classes of PyTorch: the type of their elements and its bytes. */
const storageTypes: Readonly<Record<string, readonly [type: StoredType, width: number]>> = {
  'torch.FloatStorage': ['F32', 4],
  'torch.DoubleStorage': ['F64', 8],
  'torch.HalfStorage': ['F16', 2],
  'torch.BFloat16Storage': ['BF16', 2],
  'torch.LongStorage': ['I64', 8],
  'torch.IntStorage': ['I32', 4],
  'torch.ShortStorage': ['I16', 2],
  'torch.CharStorage': ['I8', 1],
  'torch.ByteStorage': ['U8', 1],
  'torch.BoolStorage': ['BOOL', 1],
};

const tensorMaker = 'torch._utils._rebuild_tensor_v2';
const parameterMaker = 'torch._utils._rebuild_parameter';

/** All that a pickle of weights has to ask for. */
export function isOfTensors(callable: string): boolean {
  return (
    Object.hasOwn(storageTypes, callable) ||
    [tensorMaker, parameterMaker, 'collections.OrderedDict', 'torch.Size'].includes(callable)
  );
}

/**
 * The tensors of an unpickled state dictionary, by name.
 *
 * @throws {FormatError} for anything else, and for a tensor that is not in its storage.
 */
export function stateDictOf(value: Pickled, file: string): Map<string, TorchTensor> {
  if (!(value instanceof Map)) throw new FormatError(`${file}: holds no dictionary of weights`);
  const tensors = new Map<string, TorchTensor>();
  for (const [name, entry] of value) {
    const object = isObject(entry) ? entry : undefined;
    if (typeof name !== 'string' || object === undefined) {
      throw new FormatError(
        `${file}: expected names and their tensors, found ${showValue(name)} with something else: is it a checkpoint of a training?`,
      );
    }
    tensors.set(name, tensorOf(object, `${file}: tensor ${showValue(name)}`));
  }
  return tensors;
}

function tensorOf({ made, parts }: PickledObject, where: string): TorchTensor {
  const [first, offset, shape, strides] = parts;
  if (made === parameterMaker && isObject(first)) return tensorOf(first, where);
  if (made !== tensorMaker || !isObject(first)) throw new FormatError(`${where} is no tensor`);
  const storage = storageOf(first, where);
  const [sizes, steps] = [counts(shape, where), counts(strides, where)];
  if (sizes.length !== steps.length) throw new FormatError(`${where}: shape and strides differ in length`);
  const [start] = counts([offset ?? null], where);
  const last = sizes.reduce(
    (sum, size, axis) => sum + Math.max(0, size - 1) * (steps[axis] ?? 0),
    start ?? 0,
  );
  const elements = sizes.reduce((product, size) => product * size, 1);
  if (elements > storage.count) {
    throw new FormatError(`${where}: has ${elements} elements in a storage of ${storage.count}`);
  }
  if (elements > 0 && last >= storage.count) {
    throw new FormatError(`${where}: needs element ${last} of a storage of ${storage.count}`);
  }
  return { type: storage.type, shape: sizes, strides: steps, offset: start ?? 0, storage };
}

/** A persistent id: ('storage', class, key, device, elements), and in old files a view, which is none here. */
function storageOf(
  { made, parts: [tag, kind, key, , count, view] }: PickledObject,
  where: string,
): TorchStorage {
  const name = kind !== null && typeof kind === 'object' && 'callable' in kind ? kind.callable : '';
  const [type, width = 1] = (Object.hasOwn(storageTypes, name) ? storageTypes[name] : undefined) ?? [];
  if (made !== 'persistent' || tag !== 'storage' || typeof key !== 'string' || type === undefined) {
    throw new FormatError(`${where}: its storage is not known`);
  }
  if (view !== undefined && view !== null)
    throw new FormatError(`${where}: its storage is a view of another`);
  return { key, type, width, count: counts([count ?? null], where)[0] ?? 0 };
}

function isObject(value: Pickled | undefined): value is PickledObject {
  return typeof value === 'object' && value !== null && 'made' in value;
}

function counts(value: Pickled | undefined, where: string): number[] {
  // torch.Size wraps the tuple.
  const list = isObject(value) ? value.parts[0] : value;
  const isCount = (item: Pickled): item is number =>
    typeof item === 'number' && Number.isSafeInteger(item) && item >= 0;
  if (Array.isArray(list) && list.every(isCount)) return list;
  throw new FormatError(`${where}: a size, stride or offset is no whole number from 0`);
}
