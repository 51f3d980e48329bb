import type { Attributes, Shape } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';
import { pairOf, prepareWindow } from './windows.ts';

type Pair = readonly [number, number];

/** How a window moves: see assembly/convolution/geometry.ts. */
interface Window {
  readonly stride: Pair;
  readonly spread: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
}

const single: Pair = [1, 1];

function windowOf(attributes: Attributes): Window {
  const [stride, padding, dilation] = ['stride', 'padding', 'dilation'].map((name) =>
    pairOf(attributes, name),
  );
  return {
    stride: stride ?? single,
    padding: padding ?? single,
    dilation: dilation ?? single,
    spread: single,
  };
}

/** The window by which the gradient of a picture is computed from that of the result. */
function transposed({ stride, padding, dilation }: Window, [, , height = 0, width = 0]: Shape): Window {
  return {
    stride: single,
    spread: stride,
    padding: [dilation[0] * (height - 1) - padding[0], dilation[1] * (width - 1) - padding[1]],
    dilation,
  };
}

/** Convolution in groups and its gradients, directly: see assembly/convolution/. */
export function convolutionKernels(engine: Engine): KernelTable {
  /**
   * Prepares the window from planes of `x` to planes of `y`, of a group `targets` from `sources`: the number of parts in which
   * the sources are taken, 0 where it does not fit.
   */
  const prepare = (
    [x, weight, y]: readonly [Shape, Shape, Shape],
    window: Window,
    sources: number,
    targets: number,
  ): number => {
    const { stride, spread, padding, dilation } = window;
    const [, , height = 0, width = 0] = x;
    const [, , kernelHeight = 0, kernelWidth = 0] = weight;
    const [, , rows = 0, columns = 0] = y;
    const sizes = [x, weight, y].every((shape) => shape.every((size) => size > 0));
    if (!sizes) return 0;
    const moves = [...stride, ...spread, ...padding, ...dilation] as const;
    const kernel = [kernelHeight, kernelWidth] as const;
    return prepareWindow(engine, height, width, ...kernel, ...moves, rows, columns, sources, targets);
  };

  return {
    groupedConv2d: (inputs, attributes, [output]) => {
      const [x, weight, bias] = inputs;
      if (x === undefined || weight === undefined || output === undefined) return undefined;
      const [outputs = 0, sources = 0] = weight.shape;
      if (!isFloat32(inputs)) return undefined;
      const groups = numberOf(attributes, 'groups');
      const shapes = [x.shape, weight.shape, output.shape] as const;
      if (prepare(shapes, windowOf(attributes), sources, outputs / groups) === 0) return undefined;
      const y = engine.output(output);
      const addresses = [
        x.buffer.address,
        weight.buffer.address,
        bias?.buffer.address ?? 0,
        y.address,
      ] as const;
      engine.exports.convolve(...addresses, x.shape[0] ?? 0, groups, outputs / groups, 0);
      return [y];
    },
    groupedConv2dInputGradient: (inputs, attributes, [output]) => {
      const [weight, gradient] = inputs;
      if (weight === undefined || gradient === undefined || output === undefined) return undefined;
      const [outputs = 0, targets = 0] = weight.shape;
      const groups = numberOf(attributes, 'groups');
      const window = transposed(windowOf(attributes), weight.shape);
      if (!isFloat32(inputs)) return undefined;
      const shapes = [gradient.shape, weight.shape, output.shape] as const;
      if (prepare(shapes, window, outputs / groups, targets) === 0) return undefined;
      const y = engine.output(output);
      const addresses = [gradient.buffer.address, weight.buffer.address, 0, y.address] as const;
      engine.exports.convolve(...addresses, output.shape[0] ?? 0, groups, targets, 1);
      return [y];
    },
    groupedConv2dWeightGradient: (inputs, attributes, [output]) => {
      const [x, gradient] = inputs;
      if (x === undefined || gradient === undefined || output === undefined) return undefined;
      const [outputs = 0, sources = 0] = output.shape;
      if (!isFloat32(inputs)) return undefined;
      const shapes = [x.shape, output.shape, gradient.shape] as const;
      const groups = numberOf(attributes, 'groups');
      if (prepare(shapes, windowOf(attributes), sources, outputs / groups) !== 1) return undefined;
      const y = engine.output(output);
      const addresses = [x.buffer.address, gradient.buffer.address, y.address] as const;
      engine.exports.convolutionWeightGradient(...addresses, x.shape[0] ?? 0, groups, outputs / groups);
      return [y];
    },
  };
}
