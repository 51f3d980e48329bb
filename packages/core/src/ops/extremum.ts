import { ShapeError } from '../errors.ts';
import { checkFloating, defineOp, type Op } from '../op.ts';
import { showShape } from '../shape.ts';
import { cast } from './cast.ts';
import { divide } from './divide.ts';
import { equal } from './equal.ts';
import { multiply } from './multiply.ts';
import { type ReductionAttributes, reducedPositions, sum } from './sum.ts';

/** What sets the largest apart from the smallest. */
interface ExtremumRule {
  /** What every number beats. */
  readonly start: number;
  readonly beats: (value: number, best: number) => boolean;
}

/** A reduction to the element that beats all others; NaN beats everything. */
export function defineExtremum(name: 'max' | 'min', { start, beats }: ExtremumRule): Op<ReductionAttributes> {
  return defineOp<ReductionAttributes>({
    name,
    infer: (inputs, { axes }) => {
      const dtype = checkFloating(name, ...inputs);
      const own = inputs[0]?.shape ?? [];
      if (axes.some((axis) => own[axis] === 0))
        throw new ShapeError(`${name}: nothing to choose from in ${showShape(own)}`);
      return [{ shape: own.map((length, axis) => (axes.includes(axis) ? 1 : length)), dtype }];
    },
    vjp: ([gradient], { inputs: [x], outputs: [y], attributes: { axes } }) => {
      if (gradient === undefined || x === undefined || y === undefined) return [];
      // Equal extremes share the gradient, as in PyTorch's amax and amin.
      const chosen = cast(equal(x, y), x.dtype);
      return [multiply(divide(chosen, sum(chosen, { axis: axes, keepAxes: true })), gradient)];
    },
    reference: ([x], [y], { axes }) => {
      if (x === undefined || y === undefined) return;
      const at = reducedPositions(x.shape, axes);
      y.data.fill(start);
      for (let i = 0; i < x.data.length; i++) {
        const value = x.data[i] ?? 0;
        const position = at(i);
        if (beats(value, y.data[position] ?? 0) || Number.isNaN(value)) y.data[position] = value;
      }
    },
  });
}
