import {
  allocate,
  type Backend,
  type Kernel,
  type KernelInput,
  type ReferenceArray,
  sizeOf,
  type TypedArray,
  writeSliceReference,
} from '@heed/core/backend';
import { kernels } from './kernels/index.ts';
import { Memory } from './memory.ts';

/** A buffer as Heed's own loops see it. */
function asArray({ shape, dtype, buffer }: KernelInput<TypedArray>): ReferenceArray {
  return { shape, dtype, data: buffer };
}

/**
 * Makes the backend.
 *
 * ```ts
 * import { use } from '@heed/core';
 * use(myBackend());
 * ```
 */
export function myBackend(): Backend<TypedArray> {
  const memory = new Memory();
  const counted = (kernel: Kernel<TypedArray>): Kernel<TypedArray> => {
    return (inputs, attributes, outputs) =>
      kernel(inputs, attributes, outputs)?.map((buffer) => memory.own(buffer));
  };
  return {
    name: 'my-backend',
    kernels: new Map(Object.entries(kernels).map(([name, kernel]) => [name, counted(kernel)])),
    // An op without a kernel runs Heed's own loops over this backend's memory.
    runReference(reference, inputs, attributes, outputs) {
      const results = outputs.map((spec) => ({ ...spec, data: allocate(spec.dtype, sizeOf(spec.shape)) }));
      reference(inputs.map(asArray), results, attributes);
      return results.map(({ data }) => memory.own(data));
    },
    // Both copy: nobody else may change a tensor's numbers.
    upload: (data) => memory.own(data.slice()),
    download: async (buffer) => buffer.slice(),
    downloadSync: (buffer) => buffer.slice(),
    // For caches: the one op that changes a tensor.
    writeSlice: (target, source, position) => writeSliceReference(asArray(target), asArray(source), position),
    release: (buffer) => memory.release(buffer),
    memory: () => memory.use,
    report: () => ({ name: 'my-backend', threads: 1, details: {}, notes: [] }),
  };
}
