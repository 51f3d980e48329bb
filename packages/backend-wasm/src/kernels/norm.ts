import { type Kernel, rowsOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Layer and RMS normalisation, forward and backward. */
export function normKernels(engine: Engine): KernelTable {
  const forward: Kernel<Block> = (inputs, attributes, [output]) => {
    const [x, weight, bias] = inputs;
    if (x === undefined || weight === undefined || output === undefined || !isFloat32(inputs))
      return undefined;
    const width = x.shape.at(-1) ?? 0;
    if (width === 0) return undefined;
    const y = engine.output(output);
    engine.exports.norm(
      x.buffer.address,
      weight.buffer.address,
      bias?.buffer.address ?? 0,
      y.address,
      rowsOf(x.shape),
      width,
      numberOf(attributes, 'epsilon'),
    );
    return [y];
  };
  const backward: Kernel<Block> = (inputs, attributes, outputs) => {
    const [x, weight, gradient] = inputs;
    if (x === undefined || weight === undefined || gradient === undefined || !isFloat32(inputs))
      return undefined;
    const width = x.shape.at(-1) ?? 0;
    const rows = rowsOf(x.shape);
    if (width === 0 || rows === 0) return undefined;
    const results = outputs.map((spec) => engine.output(spec));
    const work = engine.workspace(engine.exports.normGradientWork(rows, width) * 4);
    engine.exports.normGradient(
      x.buffer.address,
      weight.buffer.address,
      gradient.buffer.address,
      results[0]?.address ?? 0,
      results[1]?.address ?? 0,
      results[2]?.address ?? 0,
      work,
      rows,
      width,
      numberOf(attributes, 'epsilon'),
    );
    return results;
  };
  return { layerNorm: forward, rmsNorm: forward, layerNormGradient: backward, rmsNormGradient: backward };
}
