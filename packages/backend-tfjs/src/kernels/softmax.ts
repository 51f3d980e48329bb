import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { masked } from '../faults/shader-infinities.ts';
import { type KernelTable, numberOf, type TfjsKernel, type Tools } from './table.ts';

/** Softmax along the last axis; a row of −∞ alone gives zeros, where engines give NaN. */
export function safeSoftmax(ops: Operations, x: EngineTensor): EngineTensor {
  const last = [x.shape.length - 1];
  const alive = ops.cast(
    ops.notEqual(ops.maximum(ops.max(x, last, true), masked(ops)), masked(ops)),
    'float32',
  );
  return ops.multiply(plainSoftmax(ops, ops.maximum(x, masked(ops))), alive);
}

/** Softmax along the last axis of rows that hold a number. */
export function plainSoftmax({ engine }: Operations, logits: EngineTensor): EngineTensor {
  return engine.run('Softmax', { logits }, { dim: logits.shape.length - 1 });
}

/** The gradient of softmax by its output: y ∘ (g − Σ y ∘ g). */
function softmaxGradient(ops: Operations, y: EngineTensor, gradient: EngineTensor): EngineTensor {
  const product = ops.multiply(y, gradient);
  const sum = ops.sum(product, [y.shape.length - 1], true);
  return ops.subtract(product, ops.multiply(y, sum));
}

/** The logarithm of softmax along the last axis, with the row's largest taken off first. */
export function logSoftmax(ops: Operations, x: EngineTensor): EngineTensor {
  const last = [x.shape.length - 1];
  const shifted = ops.subtract(x, ops.max(x, last, true));
  return ops.subtract(shifted, ops.log(ops.sum(ops.exp(shifted), last, true)));
}

/** Softmax and its logarithm along the last axis; other axes decompose. */
export function softmaxKernels({ ops }: Tools): KernelTable {
  const alongLast =
    (kernel: TfjsKernel): TfjsKernel =>
    (call) => {
      const rank = call.inputs[0]?.shape.length ?? 0;
      return numberOf(call.attributes, 'axis') === rank - 1 ? kernel(call) : undefined;
    };
  return {
    softmax: alongLast(({ inputs: [x] }) => x && safeSoftmax(ops, x)),
    softmaxGradient: alongLast(
      ({ inputs: [y, gradient] }) => y && gradient && softmaxGradient(ops, y, gradient),
    ),
    logSoftmax: alongLast(({ inputs: [x] }) => x && logSoftmax(ops, x)),
    logSoftmaxGradient: alongLast(({ inputs: [y, gradient] }) => {
      if (y === undefined || gradient === undefined) return undefined;
      return ops.subtract(gradient, ops.multiply(ops.exp(y), ops.sum(gradient, [y.shape.length - 1], true)));
    }),
  };
}
