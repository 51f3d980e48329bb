import { IndexError } from '@heed/core';
import type { Kernel, KernelInput } from '@heed/core/backend';
import { sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
import type { Engine } from '../engine/engine.ts';
import { allFloat32, numberOf } from './attributes.ts';
import type { KernelTable } from './table.ts';

/** Rows and width of a tensor seen as rows of its last axis. */
function rowsOf(shape: readonly number[]): { rows: number; width: number } {
  return { rows: sizeOf(shape.slice(0, -1)), width: shape.at(-1) ?? 0 };
}

/** Refuses ids outside the table, in the words of core. */
function checkIds(engine: Engine, name: string, ids: KernelInput<Block>, rows: number, ignore?: number): void {
  const view = engine.view(ids.buffer, ids);
  for (let place = 0; place < view.length; place++) {
    const id = view[place] ?? 0;
    if (id === ignore || (id >= 0 && id < rows)) continue;
    throw new IndexError(
      name === 'crossEntropy'
        ? `target ${id} at place ${place} is outside the ${rows} classes (0 to ${rows - 1})`
        : `${name}: id ${id} at place ${place} is outside the table of ${rows} rows (0 to ${rows - 1})`,
    );
  }
}

/** Embedding, norms, cross-entropy, column sums and the exchange of two axes. */
export function rowKernels(engine: Engine): KernelTable {
  const { exports } = engine;

  const embedding: Kernel<Block> = ([table, ids], _, [output]) => {
    if (table === undefined || ids === undefined || output === undefined || table.dtype !== 'float32') return undefined;
    checkIds(engine, 'gather', ids, table.shape[0] ?? 0);
    const y = engine.output(output);
    exports.embedding(table.buffer.address, ids.buffer.address, y.address, sizeOf(ids.shape), table.shape[1] ?? 0);
    return [y];
  };

  const embeddingGradient: Kernel<Block> = ([ids, gradient], attributes, [output]) => {
    if (ids === undefined || gradient === undefined || output?.dtype !== 'float32') return undefined;
    const rows = numberOf(attributes, 'rows');
    checkIds(engine, 'scatterAdd', ids, rows);
    const out = engine.output(output);
    const [, width = 0] = output.shape;
    const padding = numberOf(attributes, 'paddingIndex');
    const [from, to] = [gradient.buffer.address, out.address];
    exports.embeddingGradient(ids.buffer.address, from, to, sizeOf(ids.shape), width, padding, rows);
    return [out];
  };

  const layerNorm: Kernel<Block> = (inputs, attributes, [output]) => {
    const [x, weight, bias] = inputs;
    if (x === undefined || weight === undefined || bias === undefined || output === undefined || !allFloat32(inputs)) {
      return undefined;
    }
    const { rows, width } = rowsOf(x.shape);
    const y = engine.output(output);
    const epsilon = numberOf(attributes, 'epsilon');
    exports.layerNorm(x.buffer.address, weight.buffer.address, bias.buffer.address, y.address, rows, width, epsilon);
    return [y];
  };

  const layerNormGradient: Kernel<Block> = (inputs, attributes, outputs) => {
    const [x, weight, gradient] = inputs;
    if (x === undefined || weight === undefined || gradient === undefined || !allFloat32(inputs)) return undefined;
    const { rows, width } = rowsOf(x.shape);
    const results = outputs.map((spec) => engine.output(spec));
    const [dx, dWeight, dBias] = results;
    if (dx === undefined || dWeight === undefined || dBias === undefined) return undefined;
    const tiles = Math.ceil(rows / exports.layerNormTileRows());
    exports.layerNormGradient(
      x.buffer.address,
      weight.buffer.address,
      gradient.buffer.address,
      dx.address,
      engine.workspace(Math.max(tiles * 2 * width * 4, 4)),
      dWeight.address,
      dBias.address,
      rows,
      width,
      numberOf(attributes, 'epsilon'),
    );
    return results;
  };

  const crossEntropy: Kernel<Block> = ([logits, targets], attributes, [output]) => {
    if (logits?.dtype !== 'float32' || targets === undefined || output === undefined) return undefined;
    const [rows = 0, classes = 0] = logits.shape;
    const ignore = numberOf(attributes, 'ignoreIndex');
    checkIds(engine, 'crossEntropy', targets, classes, ignore);
    const losses = engine.output(output);
    const smoothing = numberOf(attributes, 'labelSmoothing');
    const [from, to] = [logits.buffer.address, losses.address];
    exports.crossEntropy(from, targets.buffer.address, to, rows, classes, ignore, smoothing);
    return [losses];
  };

  const crossEntropyGradient: Kernel<Block> = ([logits, targets, gradient], attributes, [output]) => {
    if (logits?.dtype !== 'float32' || targets === undefined || gradient === undefined || output === undefined) {
      return undefined;
    }
    const [rows = 0, classes = 0] = logits.shape;
    const ignore = numberOf(attributes, 'ignoreIndex');
    checkIds(engine, 'crossEntropy', targets, classes, ignore);
    const out = engine.output(output);
    exports.crossEntropyGradient(
      logits.buffer.address,
      targets.buffer.address,
      gradient.buffer.address,
      out.address,
      rows,
      classes,
      ignore,
      numberOf(attributes, 'labelSmoothing'),
    );
    return [out];
  };

  const sum: Kernel<Block> = ([x], attributes, [output]) => {
    const { axes } = attributes;
    if (x?.dtype !== 'float32' || output === undefined || !Array.isArray(axes)) return undefined;
    const leading = axes.length < x.shape.length && axes.every((axis, index) => axis === index);
    const whole = axes.length === x.shape.length;
    if (!leading && !whole) return undefined;
    const rows = sizeOf(x.shape.slice(0, axes.length));
    const y = engine.output(output);
    exports.columnSums(x.buffer.address, y.address, rows, sizeOf(x.shape.slice(axes.length)));
    return [y];
  };

  const sumOfSquares: Kernel<Block> = ([x], _, [output]) => {
    if (x?.dtype !== 'float32' || output === undefined) return undefined;
    const size = sizeOf(x.shape);
    const { address } = x.buffer;
    const partial = engine.workspace(Math.max(8 * Math.ceil(size / 65536), 8));
    const result = engine.output(output);
    const largest = exports.largestMagnitude(address, size);
    // A reciprocal of a number near 0 would be infinite: such gradients are left to the reference.
    if (largest !== 0 && largest < 1e-30) return undefined;
    const squares = largest === 0 ? 0 : exports.scaledSquares(address, size, 1 / largest, partial);
    engine.view(result, output).set([largest, squares]);
    return [result];
  };

  const transpose: Kernel<Block> = ([x], attributes, [output]) => {
    const { permutation } = attributes;
    if (x?.dtype !== 'float32' || output === undefined || !Array.isArray(permutation)) return undefined;
    const swap = findSwap(permutation.map(Number));
    if (swap === undefined) return undefined;
    const y = engine.output(output);
    const [first, count] = swap;
    const [a = 1, b = 1] = x.shape.slice(first);
    const batch = sizeOf(x.shape.slice(0, first));
    const inner = sizeOf(x.shape.slice(first + count));
    if (sizeOf(x.shape) > 0) exports.swapAxes(x.buffer.address, y.address, batch, a, b, inner * 4);
    return [y];
  };

  return {
    embedding,
    embeddingGradient,
    layerNorm,
    layerNormGradient,
    crossEntropy,
    crossEntropyGradient,
    sum,
    sumOfSquares,
    transpose,
  };
}

/** Where two neighbouring axes change places and all others stay: the first of them, and 2. */
function findSwap(permutation: readonly number[]): [first: number, count: 2] | undefined {
  const first = permutation.findIndex((axis, index) => axis !== index);
  if (first < 0) return undefined;
  const rest = permutation.slice(first + 2).every((axis, index) => axis === first + 2 + index);
  return permutation[first] === first + 1 && permutation[first + 1] === first && rest ? [first, 2] : undefined;
}
