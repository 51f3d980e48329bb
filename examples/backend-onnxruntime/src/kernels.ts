import { type Kernel, type KernelInput, sizeOf, type TensorSpec, type TypedArray } from '@heed/core/backend';
import { createSyncFn } from 'synckit';
import type { Memory } from './memory.ts';
import type { Graph } from './model.ts';
import type { Operand, run as runInWorker } from './worker.ts';

/**
 * ONNX Runtime answers later only (`run()` gives a promise), and ops of Heed answer at once. So it lives in a worker, and
 * this call sleeps (`Atomics.wait`) until the worker has written the result into the memory that both share.
 */
const run = createSyncFn<typeof runInWorker>(new URL('./worker.ts', import.meta.url));

/** An operand under a shape of equal size; none if it is not float32, or empty. */
function operand(x: KernelInput<TypedArray> | undefined, shape = x?.shape ?? []): Operand[] {
  return x?.buffer instanceof Float32Array && x.buffer.length > 0 ? [[x.buffer, shape]] : [];
}

/** The kernels, by the names of the ops that they serve. */
export function kernelsIn(memory: Memory): Readonly<Record<string, Kernel<TypedArray>>> {
  const compute = (graph: Graph, operands: readonly Operand[], output: TensorSpec, shape = output.shape) => {
    if (operands.length < graph.inputs.length) return undefined;
    const y = new Float32Array(new SharedArrayBuffer(4 * sizeOf(shape)));
    run(graph, operands, [y, shape]);
    return [memory.own(y)];
  };
  return {
    matmul: ([a, b], { transposeA, transposeB }, [output]) => {
      if (output === undefined) return undefined;
      const attributes = { transA: Number(transposeA), transB: Number(transposeB) };
      const graph: Graph = { op: 'FusedMatMul', domain: 'com.microsoft', inputs: ['a', 'b'], attributes };
      return compute(graph, [...operand(a), ...operand(b)], output);
    },
    // y = x Wᵀ + b, with all leading axes of x as one.
    linear: ([x, weight, bias], _, [output]) => {
      if (weight === undefined || output === undefined) return undefined;
      const [outputs = 0, inputs = 0] = weight.shape;
      const rows = sizeOf(output.shape) / outputs;
      const names = bias === undefined ? ['x', 'w'] : ['x', 'w', 'b'];
      const graph: Graph = { op: 'Gemm', domain: '', inputs: names, attributes: { transB: 1 } };
      const operands = [...operand(x, [rows, inputs]), ...operand(weight), ...operand(bias)];
      return compute(graph, operands, output, [rows, outputs]);
    },
  };
}
