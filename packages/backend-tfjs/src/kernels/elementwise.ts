import { errorFunction } from '../faults/error-function.ts';
import { wrappingProduct } from '../faults/integer-product.ts';
import { propagatingExtremum } from '../faults/not-a-number.ts';
import { keepingNan, powered, quotient, rectified } from '../faults/shader-infinities.ts';
import { cosine, sine } from '../faults/sines.ts';
import { type KernelTable, numberOf, type TfjsKernel, type Tools } from './table.ts';

/** Arithmetic and functions of one number. */
export function elementwiseKernels({ ops }: Tools): KernelTable {
  const unary =
    (fn: (x: Parameters<typeof ops.exp>[0]) => ReturnType<typeof ops.exp>): TfjsKernel =>
    ({ inputs: [x] }) =>
      x && fn(x);
  const binary =
    (fn: typeof ops.add): TfjsKernel =>
    ({ inputs: [a, b] }) =>
      a && b && fn(a, b);
  return {
    add: binary(ops.add),
    subtract: binary(ops.subtract),
    multiply: ({ inputs: [a, b] }) => a && b && wrappingProduct(ops, a, b),
    divide: ({ inputs: [a, b], outputs: [y] }) => a && b && y && quotient(ops, a, b, y.shape),
    maximum: ({ inputs: [a, b], outputs: [y] }) =>
      a && b && y && propagatingExtremum(ops, 'maximum', [a, b], y.shape),
    minimum: ({ inputs: [a, b], outputs: [y] }) =>
      a && b && y && propagatingExtremum(ops, 'minimum', [a, b], y.shape),
    negate: unary(ops.negate),
    abs: unary(ops.abs),
    exp: unary(ops.exp),
    log: unary(ops.log),
    sqrt: unary(ops.sqrt),
    rsqrt: unary(ops.rsqrt),
    sin: unary((x) => sine(ops, x)),
    cos: unary((x) => cosine(ops, x)),
    tanh: unary(ops.tanh),
    sigmoid: unary((x) => keepingNan(ops, x, ops.sigmoid(x))),
    erf: unary((x) => errorFunction(ops, x)),
    relu: unary((x) => rectified(ops, x)),
    softplus: unary((x) => keepingNan(ops, x, ops.engine.run('Softplus', { x }))),
    power: ({ inputs: [x], attributes }) => {
      if (x === undefined) return undefined;
      const exponent = numberOf(attributes, 'exponent');
      if (exponent === 2) return ops.square(x);
      if (exponent === -1) return ops.divide(1, x);
      return powered(ops, x, exponent);
    },
  };
}
