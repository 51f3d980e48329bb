import type { EngineTensor } from './tensorflow.ts';

/** TensorFlow's own operations, which tfjs-node runs by name. */
interface NativeBackend {
  readonly binding: Readonly<Record<'TF_ATTR_TYPE' | 'TF_FLOAT' | 'TF_INT32' | 'TF_BOOL', number>>;
  executeSingleOutput(
    name: string,
    attributes: readonly { readonly name: string; readonly type: number; readonly value: number }[],
    inputs: readonly EngineTensor[],
  ): EngineTensor;
}

/** Runs an operation of TensorFlow that has one type, `T`, and that no kernel of TensorFlow.js stands for. */
export type NativeOperation = (name: string, dtype: string, inputs: readonly EngineTensor[]) => EngineTensor;

function isNative(backend: object): backend is NativeBackend {
  return 'executeSingleOutput' in backend;
}

/** The function of an engine that is TensorFlow; undefined for others. */
export function nativeOperation(backend: object): NativeOperation | undefined {
  if (!isNative(backend)) return undefined;
  return (name, dtype, inputs) => {
    const { TF_ATTR_TYPE: type, TF_FLOAT, TF_INT32, TF_BOOL } = backend.binding;
    const types: Readonly<Record<string, number>> = { int32: TF_INT32, bool: TF_BOOL };
    return backend.executeSingleOutput(name, [{ name: 'T', type, value: types[dtype] ?? TF_FLOAT }], inputs);
  };
}
