import type { Kernel, KernelInput, TensorSpec } from '@heed/core/backend';
import { sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
import type { Engine } from '../engine/engine.ts';
import { allFloat32, numberOf } from './attributes.ts';
import type { KernelTable } from './table.ts';

/**
 * How often `b` repeats within `a` when it broadcasts over leading axes only: its size when `a` has the shape of the
 * result and `b` is a trailing part of it (or one number). Undefined for other broadcasts.
 */
export function periodOf(a: TensorSpec, b: TensorSpec, output: TensorSpec): number | undefined {
  const size = sizeOf(output.shape);
  if (sizeOf(a.shape) !== size) return undefined;
  if (sizeOf(b.shape) === 1) return 1;
  const own = b.shape.slice(b.shape.findIndex((length) => length !== 1));
  const tail = output.shape.slice(output.shape.length - own.length);
  return own.every((length, axis) => length === tail[axis]) ? sizeOf(own) : undefined;
}

function binaryKernel(engine: Engine, kind: number, commutes: boolean): Kernel<Block> {
  return (inputs, _, [output]) => {
    const [a, b] = inputs;
    if (a === undefined || b === undefined || output === undefined || !allFloat32(inputs)) return undefined;
    const run = (long: KernelInput<Block>, short: KernelInput<Block>): readonly Block[] | undefined => {
      const period = periodOf(long, short, output);
      if (period === undefined) return undefined;
      const y = engine.output(output);
      const size = sizeOf(output.shape);
      if (size > 0)
        engine.exports.binary(kind, long.buffer.address, short.buffer.address, y.address, size, period);
      return [y];
    };
    return run(a, b) ?? (commutes ? run(b, a) : undefined);
  };
}

/** Sum, difference, product, quotient, relu, dropout and the AdamW update. */
export function elementwiseKernels(engine: Engine): KernelTable {
  const { exports } = engine;

  const relu: Kernel<Block> = (inputs, _, [output]) => {
    const [x] = inputs;
    if (x === undefined || output === undefined || !allFloat32(inputs)) return undefined;
    const y = engine.output(output);
    exports.relu(x.buffer.address, y.address, sizeOf(x.shape));
    return [y];
  };

  const reluGradient: Kernel<Block> = (inputs, _, [output]) => {
    const [y, gradient] = inputs;
    if (y === undefined || gradient === undefined || output === undefined || !allFloat32(inputs)) return undefined;
    const dx = engine.output(output);
    exports.reluGradient(y.buffer.address, gradient.buffer.address, dx.address, sizeOf(y.shape));
    return [dx];
  };

  const dropout: Kernel<Block> = (inputs, attributes, [output]) => {
    const [x] = inputs;
    const { seed } = attributes;
    if (x === undefined || output === undefined || !allFloat32(inputs) || !Array.isArray(seed)) return undefined;
    const rate = numberOf(attributes, 'rate');
    const y = engine.output(output);
    const scale = rate < 1 ? 1 / (1 - rate) : 0;
    const [key0, key1] = seed.map(Number);
    const threshold = rate * 2 ** 32;
    exports.dropout(x.buffer.address, y.address, sizeOf(x.shape), threshold, scale, key0 ?? 0, key1 ?? 0);
    return [y];
  };

  const adamwUpdate: Kernel<Block> = (inputs, attributes, outputs) => {
    const [p, g, m, v] = inputs;
    if (p === undefined || g === undefined || m === undefined || v === undefined || !allFloat32(inputs)) {
      return undefined;
    }
    const [rate, beta1, beta2, epsilon, weightDecay, step] = [
      'rate',
      'beta1',
      'beta2',
      'epsilon',
      'weightDecay',
      'step',
    ].map((name) => numberOf(attributes, name)) as [number, number, number, number, number, number];
    const results = outputs.map((spec) => engine.output(spec));
    const [nextP, nextM, nextV] = results;
    if (nextP === undefined || nextM === undefined || nextV === undefined) return undefined;
    exports.adamw(
      p.buffer.address,
      g.buffer.address,
      m.buffer.address,
      v.buffer.address,
      nextP.address,
      nextM.address,
      nextV.address,
      sizeOf(p.shape),
      beta1,
      beta2,
      epsilon,
      rate / (1 - beta1 ** step),
      1 / Math.sqrt(1 - beta2 ** step),
      1 - rate * weightDecay,
    );
    return results;
  };

  return {
    add: binaryKernel(engine, 0, true),
    subtract: binaryKernel(engine, 1, false),
    multiply: binaryKernel(engine, 2, true),
    divide: binaryKernel(engine, 3, false),
    relu,
    reluGradient,
    dropout,
    adamwUpdate,
  };
}
