import { allocate, arrayIndex, type TypedArray } from '../dtype.ts';
import { sizeOf, stridesOf } from '../shape.ts';
import type { Backend, KernelInput, ReferenceArray } from './backend.ts';

/** Copies `source` into `target` along `axis` from `start`; both are row-major. */
export function writeSliceReference(
  target: ReferenceArray,
  source: ReferenceArray,
  position: { readonly axis: number; readonly start: number },
): void {
  const inner = stridesOf(target.shape)[position.axis] ?? 1;
  const sourceRow = (source.shape[position.axis] ?? 1) * inner;
  const targetRow = (target.shape[position.axis] ?? 1) * inner;
  const rows = sourceRow === 0 ? 0 : sizeOf(source.shape) / sourceRow;
  for (let row = 0; row < rows; row++) {
    const from = source.data.subarray(row * sourceRow, (row + 1) * sourceRow);
    target.data.set(from, row * targetRow + position.start * inner);
  }
}

function asArray(input: KernelInput<TypedArray>): ReferenceArray {
  return { shape: input.shape, dtype: input.dtype, data: input.buffer };
}

/**
 * The plain TypeScript backend: no dependency, no fast path, every op, float32 and float64. It is the judge of
 * all other backends and is always there.
 */
export function createReferenceBackend(): Backend<TypedArray> {
  let buffers = 0;
  let bytes = 0;
  const own = (data: TypedArray): TypedArray => {
    buffers += 1;
    bytes += data.byteLength;
    return data;
  };
  return {
    name: 'cpu',
    kernels: new Map(),
    runReference(reference, inputs, attributes, outputs) {
      const results = outputs.map((spec) => ({ ...spec, data: allocate(spec.dtype, sizeOf(spec.shape)) }));
      reference(inputs.map(asArray), results, attributes);
      return results.map((result) => own(result.data));
    },
    upload: (data) => own(data.slice()),
    startUpload({ shape, dtype }) {
      const buffer = own(allocate(dtype, sizeOf(shape)));
      return { buffer, write: (part, start) => buffer.set(part, arrayIndex(dtype, start)) };
    },
    download: async (buffer) => buffer.slice(),
    downloadSync: (buffer) => buffer.slice(),
    writeSlice: (target, source, position) => writeSliceReference(asArray(target), asArray(source), position),
    release(buffer) {
      buffers -= 1;
      bytes -= buffer.byteLength;
    },
    memory: () => ({ buffers, bytes }),
    report: () => ({ name: 'cpu', threads: 1, details: { language: 'TypeScript' }, notes: [] }),
  };
}

/** The reference backend that every process has from the start. */
export const cpu: Backend<TypedArray> = createReferenceBackend();
