import { checkTargets } from '@heed/core/backend';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { logSoftmax, plainSoftmax } from './softmax.ts';
import { type Call, type KernelTable, numberOf, type Tools } from './table.ts';

/** Rows and classes of a call, after its targets were checked; undefined where there are none. */
function prepared(
  { ops, ids }: Tools,
  { inputs: [logits, targets], given: [, targetsGiven], attributes }: Call,
): { logits: EngineTensor; chosen: EngineTensor; counts: EngineTensor; smoothing: number } | undefined {
  if (!logits || !targets || !targetsGiven || logits.shape.includes(0)) return undefined;
  const [rows = 0, classes = 0] = logits.shape;
  const ignoreIndex = numberOf(attributes, 'ignoreIndex');
  ids.check(targetsGiven, classes, (values) => checkTargets(values, { classes, ignoreIndex }));
  const column = ops.reshape(targets, [rows, 1]);
  return {
    logits,
    chosen: ops.equal(column, places(ops, classes)),
    counts: ops.notEqual(column, ops.engine.constant(ignoreIndex, 'int32')),
    smoothing: numberOf(attributes, 'labelSmoothing'),
  };
}

/** [1, classes]: 0, 1, 2, … */
export function places({ engine }: Operations, classes: number): EngineTensor {
  return engine.cached(`places ${classes}`, () =>
    engine.make(
      Int32Array.from({ length: classes }, (_, place) => place),
      [1, classes],
      'int32',
    ),
  );
}

/** Cross-entropy of rows of logits and its gradient. */
export function crossEntropyKernels(tools: Tools): KernelTable {
  const { ops } = tools;
  return {
    crossEntropy: (call) => {
      const given = prepared(tools, call);
      if (given === undefined) return undefined;
      const { logits, chosen, counts, smoothing } = given;
      const [rows = 0, classes = 0] = logits.shape;
      const scores = logSoftmax(ops, logits);
      // Chosen, not multiplied: a score may be −∞.
      const picked = ops.sum(ops.select(chosen, scores, 0, logits.shape), [1], true);
      const likelihood = smoothing < 1 ? ops.multiply(picked, smoothing - 1) : undefined;
      const spread =
        smoothing > 0 ? ops.multiply(ops.sum(scores, [1], true), -smoothing / classes) : undefined;
      const losses = likelihood && spread ? ops.add(likelihood, spread) : (likelihood ?? spread);
      return losses && ops.reshape(ops.select(counts, losses, 0, [rows, 1]), [rows]);
    },
    crossEntropyGradient: (call) => {
      const given = prepared(tools, call);
      const [, , gradient] = call.inputs;
      if (given === undefined || gradient === undefined) return undefined;
      const { logits, chosen, counts, smoothing } = given;
      const [rows = 0, classes = 0] = logits.shape;
      const hot = ops.cast(chosen, 'float32');
      const target = smoothing === 0 ? hot : ops.add(ops.multiply(hot, 1 - smoothing), smoothing / classes);
      const column = ops.reshape(gradient, [rows, 1]);
      const all = ops.multiply(ops.subtract(plainSoftmax(ops, logits), target), column);
      return ops.select(counts, all, 0, logits.shape);
    },
  };
}
