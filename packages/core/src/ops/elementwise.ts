import type { ReferenceArray, TensorSpec } from '../backend/backend.ts';
import type { DType } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { checkFloating, checkSameDType, defineOp, type GradientContext, type Op } from '../op.ts';
import { broadcastShapes, broadcastStrides, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Attributes of an op that has none. */
export type NoAttributes = Readonly<Record<string, never>>;

/** The empty attributes. */
export const noAttributes: NoAttributes = {};

/** The gradient rule of an op, as `Op.vjp`. */
type Vjp = (
  gradients: readonly Tensor[],
  context: GradientContext<NoAttributes>,
) => readonly (Tensor | undefined)[];

/** A primitive op of one float operand, `y[i] = fn(x[i])`. */
export function defineUnary(name: string, fn: (x: number) => number, vjp?: Vjp): Op<NoAttributes> {
  return defineOp<NoAttributes>({
    name,
    infer: (inputs) => {
      const dtype = checkFloating(name, ...inputs);
      return [{ shape: inputs[0]?.shape ?? [], dtype }];
    },
    ...(vjp === undefined ? {} : { vjp }),
    reference: ([x], [y]) => {
      if (x === undefined || y === undefined) return;
      for (let i = 0; i < y.data.length; i++) y.data[i] = fn(x.data[i] ?? 0);
    },
  });
}

/** What sets binary ops apart: the element function, the type of the result, the gradient. */
interface BinaryRule {
  readonly fn: (a: number, b: number) => number;
  /** The same on int32 where numbers are too coarse for it; the result wraps around. */
  readonly integers?: (a: number, b: number) => number;
  /** Refuses types and says the result's; the operands' own by default, which must be float or int32. */
  readonly result?: (dtype: DType) => DType;
  readonly vjp?: Vjp;
}

/** A primitive op of two operands of one type that broadcast against each other. */
export function defineBinary(name: string, rule: BinaryRule): Op<NoAttributes> {
  const { integers = rule.fn, result = arithmeticResult(name), vjp } = rule;
  return defineOp<NoAttributes>({
    name,
    infer: (inputs) => {
      const dtype = result(checkSameDType(name, inputs));
      return [{ shape: broadcastShapes(name, ...inputs.map((input) => input.shape)), dtype }];
    },
    ...(vjp === undefined ? {} : { vjp }),
    reference: ([a, b], [y]) => {
      if (a === undefined || b === undefined || y === undefined) return;
      const fn = a.dtype === 'int32' ? integers : rule.fn;
      if (a.data.length === y.data.length && (b.data.length === y.data.length || b.data.length === 1)) {
        const step = b.data.length === 1 ? 0 : 1;
        for (let i = 0; i < y.data.length; i++) y.data[i] = fn(a.data[i] ?? 0, b.data[i * step] ?? 0);
        return;
      }
      forEachBroadcast([a, b], y, (i, [at, bt]) => {
        y.data[i] = fn(a.data[at ?? 0] ?? 0, b.data[bt ?? 0] ?? 0);
      });
    },
  });
}

/** The result rule of arithmetic: floats and int32, of which the half types are storage only. */
function arithmeticResult(name: string): (dtype: DType) => DType {
  return (dtype) => {
    if (dtype !== 'float32' && dtype !== 'float64' && dtype !== 'int32') {
      throw new DTypeError(`${name}: needs float32, float64 or int32, got ${dtype}; cast() it first`);
    }
    return dtype;
  };
}

/** The result rule of comparisons. Half types, which are bits, would compare wrongly. */
export function comparisonResult(name: string): (dtype: DType) => DType {
  return (dtype) => {
    if (dtype === 'float16' || dtype === 'bfloat16') {
      throw new DTypeError(`${name}: ${dtype} is for storage; cast() it to float32 first`);
    }
    return 'bool';
  };
}

/** The result rule of ops that only float types have. */
export function floatingResult(name: string): (dtype: DType) => DType {
  return (dtype) => checkFloating(name, { shape: [], dtype });
}

/** The result rule of ops on booleans. */
export function booleanResult(name: string): (dtype: DType) => DType {
  return (dtype) => {
    if (dtype !== 'bool') throw new DTypeError(`${name}: needs bool, got ${dtype}`);
    return dtype;
  };
}

/** Visits each element of the result with the positions of the operands' elements under broadcasting. */
export function forEachBroadcast(
  operands: readonly ReferenceArray[],
  result: TensorSpec,
  visit: (index: number, positions: readonly number[]) => void,
): void {
  const { shape } = result;
  const strides = operands.map((operand) => broadcastStrides(operand.shape, shape));
  const counter = new Array<number>(shape.length).fill(0);
  const positions = operands.map(() => 0);
  const size = sizeOf(shape);
  for (let index = 0; index < size; index++) {
    visit(index, positions);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (counter[axis] ?? 0) + 1;
      const wrapped = next === shape[axis];
      counter[axis] = wrapped ? 0 : next;
      for (let k = 0; k < strides.length; k++) {
        const stride = strides[k]?.[axis] ?? 0;
        positions[k] = (positions[k] ?? 0) + (wrapped ? -stride * (next - 1) : stride);
      }
      if (!wrapped) break;
    }
  }
}
