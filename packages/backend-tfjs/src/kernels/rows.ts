import { sizeOf } from '@heed/core';
import { checkIds, checkTargets } from '@heed/core/backend';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { places } from './cross-entropy.ts';
import { type Call, type KernelTable, numberOf, type TfjsKernel, type Tools } from './table.ts';

/** Rows added up by id: [n, inner] and n ids give [rows, inner]. */
function addRows(ops: Operations, x: EngineTensor, ids: EngineTensor, rows: number): EngineTensor {
  const [count = 0, inner = 0] = x.shape;
  const indices = ops.reshape(ids, [count, 1]);
  return ops.engine.run('ScatterNd', { indices, updates: x }, { shape: [rows, inner] });
}

/** Rows by id, along any axis, and their sum back. */
export function rowKernels({ ops, ids: checks }: Tools): KernelTable {
  const gather =
    (name: string, axisOf: (call: Call) => number): TfjsKernel =>
    (call) => {
      const { inputs, given, outputs } = call;
      const [x, ids] = inputs;
      const [, idsGiven] = given;
      const [y] = outputs;
      if (x === undefined || ids === undefined || idsGiven === undefined || y === undefined) return undefined;
      const axis = axisOf(call);
      const rows = x.shape[axis] ?? 0;
      checks.check(idsGiven, rows, (values) => checkIds(name, values, rows));
      const flat = ops.reshape(ids, [sizeOf(ids.shape)]);
      return ops.reshape(ops.gather(x, flat, axis), y.shape);
    };

  /** `x` holds the axes of the ids at `axis`. */
  const scatter = (name: string, call: Call, order: readonly [x: number, ids: number], axis: number) => {
    const x = call.inputs[order[0]];
    const ids = call.inputs[order[1]];
    const idsGiven = call.given[order[1]];
    const [y] = call.outputs;
    if (x === undefined || ids === undefined || idsGiven === undefined || y === undefined) return undefined;
    const rows = y.shape[axis] ?? 0;
    checks.check(idsGiven, rows, (values) => checkIds(name, values, rows));
    if (x.shape.includes(0)) return ops.engine.fill(y.shape, 0, 'float32');
    const outer = sizeOf(y.shape.slice(0, axis));
    const inner = sizeOf(y.shape.slice(axis + 1));
    const count = sizeOf(ids.shape);
    if (outer === 1) return ops.reshape(addRows(ops, ops.reshape(x, [count, inner]), ids, rows), y.shape);
    const front = ops.transpose(ops.reshape(x, [outer, count, inner]), [1, 0, 2]);
    const sums = addRows(ops, ops.reshape(front, [count, outer * inner]), ids, rows);
    return ops.reshape(ops.transpose(ops.reshape(sums, [rows, outer, inner]), [1, 0, 2]), y.shape);
  };

  return {
    gather: gather('gather', ({ attributes }) => numberOf(attributes, 'axis')),
    embedding: gather('gather', () => 0),
    scatterAdd: (call) => scatter('scatterAdd', call, [0, 1], numberOf(call.attributes, 'axis')),
    embeddingGradient: (call) => {
      const padding = numberOf(call.attributes, 'paddingIndex');
      if (padding >= 0) return undefined;
      return scatter('scatterAdd', call, [1, 0], 0);
    },
    classMask: ({ inputs: [targets], given: [targetsGiven], attributes, outputs: [y] }) => {
      if (targets === undefined || targetsGiven === undefined || y === undefined) return undefined;
      const classes = numberOf(attributes, 'classes');
      const ignored = numberOf(attributes, 'ignoreIndex');
      checks.check(targetsGiven, classes, (values) =>
        checkTargets(values, { classes, ignoreIndex: ignored }),
      );
      const column = ops.reshape(targets, [targets.shape[0] ?? 0, 1]);
      const mask = ops.equal(column, places(ops, classes));
      const counts = ops.notEqual(column, ops.engine.constant(ignored, 'int32'));
      return ops.and(mask, counts);
    },
  };
}
