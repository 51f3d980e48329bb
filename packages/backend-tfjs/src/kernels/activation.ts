import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { errorFunction } from '../faults/error-function.ts';
import type { KernelTable, Tools } from './table.ts';

const root = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

/** tanh of the polynomial that stands for the error function. */
function bend(ops: Operations, x: EngineTensor): EngineTensor {
  const inner = ops.multiply(x, ops.add(ops.multiply(ops.square(x), root * cubic), root));
  return ops.tanh(inner);
}

/** The share of the standard normal distribution that lies below x. */
function cumulative(ops: Operations, x: EngineTensor): EngineTensor {
  return ops.multiply(ops.add(errorFunction(ops, ops.multiply(x, Math.SQRT1_2)), 1), 0.5);
}

/** Activation functions with gradients of their own. */
export function activationKernels({ ops }: Tools): KernelTable {
  return {
    gelu: ({ inputs: [x], attributes }) => {
      if (x === undefined) return undefined;
      if (attributes['approximate'] === 'none') return ops.multiply(x, cumulative(ops, x));
      return ops.multiply(ops.multiply(x, 0.5), ops.add(bend(ops, x), 1));
    },
    geluGradient: ({ inputs: [x, gradient], attributes }) => {
      if (x === undefined || gradient === undefined) return undefined;
      if (attributes['approximate'] === 'none') {
        const density = ops.multiply(ops.exp(ops.multiply(ops.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return ops.multiply(gradient, ops.add(cumulative(ops, x), ops.multiply(x, density)));
      }
      const t = bend(ops, x);
      const slope = ops.add(ops.multiply(ops.square(x), 3 * cubic * root), root);
      const right = ops.multiply(ops.multiply(x, ops.subtract(1, ops.square(t))), slope);
      return ops.multiply(gradient, ops.multiply(ops.add(ops.add(t, 1), right), 0.5));
    },
    silu: ({ inputs: [x] }) => x && ops.multiply(x, ops.sigmoid(x)),
    siluGradient: ({ inputs: [x, gradient] }) => {
      if (x === undefined || gradient === undefined) return undefined;
      const s = ops.sigmoid(x);
      return ops.multiply(gradient, ops.multiply(s, ops.add(ops.multiply(x, ops.subtract(1, s)), 1)));
    },
    reluGradient: ({ inputs: [y, gradient], outputs: [spec] }) =>
      y && gradient && spec && ops.select(ops.lessEqual(y, 0), 0, gradient, spec.shape),
  };
}
