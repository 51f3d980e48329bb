import type { KernelInput } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Whether each target is a class or to be ignored; one that is not is left to the reference, which names it. */
export function allTargets(
  engine: Engine,
  targets: KernelInput<Block>,
  ignoreIndex: number,
  classes: number,
): boolean {
  const ids = engine.view(targets.buffer, targets);
  for (const id of ids) if (id !== ignoreIndex && !(id >= 0 && id < classes)) return false;
  return true;
}

/** Cross-entropy over [rows, classes]. */
export function crossEntropyKernels(engine: Engine): KernelTable {
  return {
    crossEntropy: ([logits, targets], attributes, [output]) => {
      if (logits === undefined || targets === undefined || output === undefined) return undefined;
      const [rows = 0, classes = 0] = logits.shape;
      const ignore = numberOf(attributes, 'ignoreIndex');
      if (classes === 0 || !isFloat32([logits]) || !allTargets(engine, targets, ignore, classes))
        return undefined;
      const losses = engine.output(output);
      const addresses = [logits.buffer.address, targets.buffer.address, losses.address] as const;
      engine.exports.crossEntropy(
        ...addresses,
        ignore,
        rows,
        classes,
        numberOf(attributes, 'labelSmoothing'),
      );
      return [losses];
    },
    crossEntropyGradient: ([logits, targets, gradient], attributes, [output]) => {
      if (logits === undefined || targets === undefined || gradient === undefined) return undefined;
      const [rows = 0, classes = 0] = logits.shape;
      const ignore = numberOf(attributes, 'ignoreIndex');
      if (output === undefined || classes === 0 || !isFloat32([logits, gradient])) return undefined;
      if (!allTargets(engine, targets, ignore, classes)) return undefined;
      const dx = engine.output(output);
      engine.exports.crossEntropyGradient(
        logits.buffer.address,
        targets.buffer.address,
        gradient.buffer.address,
        dx.address,
        ignore,
        rows,
        classes,
        numberOf(attributes, 'labelSmoothing'),
      );
      return [dx];
    },
  };
}
