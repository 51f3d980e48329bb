import type { EngineTensor } from './tensorflow.ts';

/** An attribute of an operation as the binding of tfjs-node takes it. */
interface NativeAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | boolean;
}

/** TensorFlow's own operations, which tfjs-node runs by name. */
interface NativeBackend {
  readonly binding: Readonly<
    Record<'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_BOOL' | 'TF_FLOAT' | 'TF_INT32' | 'TF_BOOL', number>
  >;
  executeSingleOutput(
    name: string,
    attributes: readonly NativeAttribute[],
    inputs: readonly EngineTensor[],
  ): EngineTensor;
}

/** An operation of TensorFlow that no kernel of TensorFlow.js stands for. */
export interface NativeCall {
  readonly name: string;
  readonly inputs: readonly EngineTensor[];
  /** Attributes that are types, by name. */
  readonly types: Readonly<Record<string, string>>;
  /** Attributes that are whole numbers. */
  readonly integers?: Readonly<Record<string, number>>;
  /** Attributes that are true or false. */
  readonly flags?: Readonly<Record<string, boolean>>;
}

function isNative(backend: object): backend is NativeBackend {
  return 'executeSingleOutput' in backend && 'binding' in backend;
}

/** Runs operations of an engine that is TensorFlow; undefined for other engines. */
export function nativeOperation(backend: object): ((call: NativeCall) => EngineTensor) | undefined {
  if (!isNative(backend)) return undefined;
  return ({ name, inputs, types, integers = {}, flags = {} }) => {
    const { binding } = backend;
    const codes: Readonly<Record<string, number>> = { int32: binding.TF_INT32, bool: binding.TF_BOOL };
    const attributes = [
      ...Object.entries(types).map(([key, dtype]) => {
        return { name: key, type: binding.TF_ATTR_TYPE, value: codes[dtype] ?? binding.TF_FLOAT };
      }),
      ...Object.entries(integers).map(([key, value]) => ({ name: key, type: binding.TF_ATTR_INT, value })),
      ...Object.entries(flags).map(([key, value]) => ({ name: key, type: binding.TF_ATTR_BOOL, value })),
    ];
    return backend.executeSingleOutput(name, attributes, inputs);
  };
}
