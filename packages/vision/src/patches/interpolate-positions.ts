import {
  checkKind,
  checkOptions,
  concat,
  matmul,
  reshape,
  ShapeError,
  showShape,
  slice,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import type { Size } from './size.ts';

/** Options of {@link interpolatePositions}. */
export interface InterpolatePositionsOptions {
  /** The grid that the table was learned for. */
  readonly from: Size;
  /** The grid that is wanted: sizes, never factors, whose rounding loses a row. */
  readonly to: Size;
  /** Rows of the table before the patches, such as that of the class token, which stay as they are; 0 by default. */
  readonly firstTokens?: number;
  /** Cubic (a = −0.75) by default, as transformers has it; `bilinear` for the few that want it. */
  readonly filter?: 'bicubic' | 'bilinear';
  /** Widen the filter where the grid shrinks, as PyTorch's `antialias` does (DINOv2 with registers, SigLIP 2); false by default. */
  readonly antialias?: boolean;
}

/**
 * Learned positions for another grid of patches (Dosovitskiy et al. 2021, §3.2): the table is resized like a picture,
 * as PyTorch's `interpolate` does with `align_corners=False`. Written as two matrix products, so that it trains.
 *
 * @param table [1, firstTokens + from rows · from columns, width]
 * @returns [1, firstTokens + to rows · to columns, width]
 * @throws {ShapeError} for a table that does not fit the grid.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { interpolatePositions } from '@heed/vision';
 * const table = new RandomGenerator(0).normal([1, 1 + 4, 8]);
 * const larger = interpolatePositions(table, { from: [2, 2], to: [3, 5], firstTokens: 1 });
 * console.log(larger.shape); // [1, 16, 8]
 * ```
 */
export function interpolatePositions(table: Tensor, options: InterpolatePositionsOptions): Tensor {
  checkKind('interpolatePositions: table', table, 'a tensor');
  checkOptions('interpolatePositions', options, ['from', 'to', 'firstTokens', 'filter', 'antialias']);
  const { from, to: target, firstTokens = 0, filter = 'bicubic', antialias = false } = options;
  const [one = 0, length = 0, width = 0] = table.shape;
  if (one !== 1 || length !== firstTokens + from[0] * from[1]) {
    throw new ShapeError(
      `interpolatePositions: the table must be [1, ${firstTokens} + ${from.join(' · ')}, width], got ${showShape(table.shape)}`,
    );
  }
  if (from[0] === target[0] && from[1] === target[1]) return table;
  const kernel = filter === 'bicubic' ? cubic : triangle;
  const matrix = (inputs: number, outputs: number): Tensor =>
    to(tensor(resizeMatrix(inputs, outputs, kernel, antialias), { shape: [outputs, inputs] }), table.backend);
  const patches = reshape(slice(table, { axis: 1, start: firstTokens }), [from[0], from[1] * width]);
  const tall = reshape(matmul(matrix(from[0], target[0]), patches), [target[0], from[1], width]);
  const resized = reshape(matmul(matrix(from[1], target[1]), tall), [1, target[0] * target[1], width]);
  return firstTokens === 0
    ? resized
    : concat([slice(table, { axis: 1, end: firstTokens }), resized], { axis: 1 });
}

interface Kernel {
  readonly radius: number;
  /** The weight at a distance; PyTorch's kernels with and without antialias differ in one number. */
  weight(distance: number, antialias: boolean): number;
}

const triangle: Kernel = { radius: 1, weight: (distance) => Math.max(0, 1 - Math.abs(distance)) };

const cubic: Kernel = {
  radius: 2,
  weight(distance, antialias) {
    const a = antialias ? -0.5 : -0.75;
    const x = Math.abs(distance);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
  },
};

/** Row by row, what each output takes of each input. */
function resizeMatrix(inputs: number, outputs: number, kernel: Kernel, antialias: boolean): Float32Array {
  const scale = inputs / outputs;
  const widening = antialias ? Math.max(scale, 1) : 1;
  const matrix = new Float32Array(inputs * outputs);
  for (let output = 0; output < outputs; output++) {
    const center = (output + 0.5) * scale - 0.5;
    const reach = kernel.radius * widening;
    const first = Math.ceil(center - reach);
    const last = Math.floor(center + reach);
    const taps: [number, number][] = [];
    for (let input = first; input <= last; input++) {
      const weight = kernel.weight((input - center) / widening, antialias);
      // With antialias the window ends at the border; without it the border is repeated.
      if (antialias && (input < 0 || input >= inputs)) continue;
      taps.push([Math.min(Math.max(input, 0), inputs - 1), weight]);
    }
    const sum = taps.reduce((total, [, weight]) => total + weight, 0);
    for (const [input, weight] of taps) {
      const at = output * inputs + input;
      matrix[at] = (matrix[at] ?? 0) + weight / (antialias ? sum : 1);
    }
  }
  return matrix;
}
