import { allocate, bytesOf, isQuantized, type TypedArray } from '../dtype.ts';
import { sizeOf } from '../shape.ts';
import type { Attributes, Backend, KernelInput, TensorSpec } from './backend.ts';
import { checkBackend } from './check-backend.ts';

/** A buffer of the planning backend: its size and nothing in it. */
export interface PlannedBuffer {
  readonly bytes: number;
}

/** A backend that counts; see {@link planningBackend}. */
export interface PlanningBackend extends Backend<PlannedBuffer> {
  /** Most bytes that were alive at once. */
  readonly peak: number;
}

/**
 * A backend that computes nothing and counts what would be in memory, op by op, as if the work ran on another one: how
 * `planMemory` of `@heed/transformer/training` predicts the memory of a training step. Whatever is read from it is ones.
 *
 * @param like The backend to be planned for: where it has a fast kernel, one buffer for each output is counted, and the
 * steps of the op's decomposition where it has none.
 *
 * @example
 * ```ts
 * import { add, cpu, ones, planningBackend, tidy, use } from '@heed/core';
 * const plan = planningBackend(cpu);
 * use(plan);
 * tidy(() => add(ones([1000, 1000]), 1));
 * use(cpu);
 * console.log(plan.peak); // 8000004: two million floats and a one
 * ```
 */
export function planningBackend(like: Backend): PlanningBackend {
  checkBackend('planningBackend', like);
  let [buffers, bytes, peak] = [0, 0, 0];
  const take = (spec: TensorSpec): PlannedBuffer => {
    const buffer = { bytes: bytesOf(spec) };
    buffers += 1;
    bytes += buffer.bytes;
    peak = Math.max(peak, bytes);
    return buffer;
  };
  const read = (_: PlannedBuffer, { shape, dtype }: TensorSpec): TypedArray => {
    const data = allocate(dtype, sizeOf(shape));
    return isQuantized(dtype) ? data : data.fill(1);
  };
  const kernel = (
    inputs: readonly KernelInput<PlannedBuffer>[],
    attributes: Attributes,
    outputs: readonly TensorSpec[],
  ): readonly PlannedBuffer[] | undefined => {
    // Fast kernels are for float32.
    if ([...inputs, ...outputs].some(({ dtype }) => dtype === 'float64')) return undefined;
    return inPlace(inputs, attributes) ?? outputs.map(take);
  };
  return {
    name: `plan for ${like.name}`,
    kernels: new Map(Array.from(like.kernels.keys(), (name) => [name, { run: kernel }.run])),
    runReference: (_, __, ___, outputs) => outputs.map(take),
    upload: (_, spec) => take(spec),
    startUpload: (spec) => ({ buffer: take(spec), write: () => {} }),
    download: async (buffer, spec) => read(buffer, spec),
    downloadSync: read,
    writeSlice: () => {},
    release: (buffer) => {
      buffers -= 1;
      bytes -= buffer.bytes;
    },
    memory: () => ({ buffers, bytes }),
    report: () => ({ name: `plan for ${like.name}`, threads: 0, details: {}, notes: ['computes nothing'] }),
    get peak() {
      return peak;
    },
  };
}

/** Outputs of a kernel that writes in its inputs' place: an optimizer's step, where nobody else holds the numbers. */
function inPlace(
  inputs: readonly KernelInput<PlannedBuffer>[],
  { overwrite }: Attributes,
): readonly PlannedBuffer[] | undefined {
  if (!Array.isArray(overwrite) || !overwrite.every(Boolean)) return undefined;
  const each = inputs.length / overwrite.length;
  // Parameter, gradient and moments of each: all are written but the gradient.
  return inputs.filter((_, index) => index % each !== 1).map(({ buffer }) => buffer);
}
