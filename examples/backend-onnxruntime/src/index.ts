import {
  type Backend,
  type KernelInput,
  type ReferenceArray,
  type TypedArray,
  writeSliceReference,
} from '@heed/core/backend';
import { kernelsIn } from './kernels.ts';
import { Memory, share } from './memory.ts';

function asArray({ shape, dtype, buffer }: KernelInput<TypedArray>): ReferenceArray {
  return { shape, dtype, data: buffer };
}

/** ONNX Runtime multiplies matrices; everything else runs as Heed defines it, over the same memory. */
export function onnxruntime(): Backend<TypedArray> {
  const memory = new Memory();
  return {
    name: 'onnxruntime',
    kernels: new Map(Object.entries(kernelsIn(memory))),
    runReference(reference, inputs, attributes, outputs) {
      const results = outputs.map((spec) => ({ ...spec, data: share(spec) }));
      reference(inputs.map(asArray), results, attributes);
      return results.map(({ data }) => memory.own(data));
    },
    upload(data, spec) {
      const buffer = memory.own(share(spec));
      buffer.set(data);
      return buffer;
    },
    download: async (buffer) => buffer.slice(),
    downloadSync: (buffer) => buffer.slice(),
    writeSlice: (target, source, position) => writeSliceReference(asArray(target), asArray(source), position),
    release: (buffer) => memory.release(buffer),
    memory: () => memory.use,
    report: () => ({ name: 'onnxruntime', threads: 1, details: {}, notes: ['its threads are its own'] }),
  };
}
