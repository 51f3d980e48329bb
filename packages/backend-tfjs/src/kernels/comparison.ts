import type { KernelTable, TfjsKernel, Tools } from './table.ts';

/** Comparisons, logic and the choice between two tensors. */
export function comparisonKernels({ ops }: Tools): KernelTable {
  const compare =
    (fn: typeof ops.equal): TfjsKernel =>
    ({ inputs: [a, b] }) =>
      a && b && (a.dtype === 'bool' ? fn(ops.cast(a, 'int32'), ops.cast(b, 'int32')) : fn(a, b));
  return {
    equal: compare(ops.equal),
    notEqual: compare(ops.notEqual),
    less: compare(ops.less),
    lessEqual: compare(ops.lessEqual),
    greater: compare(ops.greater),
    greaterEqual: compare(ops.greaterEqual),
    logicalAnd: ({ inputs: [a, b] }) => a && b && ops.and(a, b),
    logicalOr: ({ inputs: [a, b] }) => a && b && ops.or(a, b),
    logicalNot: ({ inputs: [x] }) => x && ops.not(x),
    where: ({ inputs: [condition, a, b], outputs: [y] }) =>
      condition && a && b && y && ops.select(condition, a, b, y.shape),
  };
}
