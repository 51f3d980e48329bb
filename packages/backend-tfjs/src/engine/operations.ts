import { type Shape, sameShape } from '@heed/core';
import { gathered } from '../faults/gather-reads.ts';
import { selected } from '../faults/select.ts';
import { tiled } from '../faults/tile-of-five.ts';
import { converted, transposed } from '../faults/whole-numbers.ts';
import type { Engine, EngineType } from './engine.ts';
import type { EngineTensor } from './tensorflow.ts';

/** A tensor, or a number that becomes a constant of the other operand's type. */
export type Operand = EngineTensor | number;

type Unary = (x: EngineTensor) => EngineTensor;
type Binary = (a: Operand, b: Operand) => EngineTensor;

/** The kernels of TensorFlow.js as functions, by the names of Heed's ops where both have one. */
export interface Operations {
  readonly engine: Engine;
  readonly add: Binary;
  readonly subtract: Binary;
  readonly multiply: Binary;
  readonly divide: Binary;
  readonly maximum: Binary;
  readonly minimum: Binary;
  readonly power: Binary;
  readonly equal: Binary;
  readonly notEqual: Binary;
  readonly less: Binary;
  readonly lessEqual: Binary;
  readonly greater: Binary;
  readonly greaterEqual: Binary;
  readonly and: Binary;
  readonly or: Binary;
  readonly not: Unary;
  readonly isNan: Unary;
  readonly abs: Unary;
  readonly exp: Unary;
  readonly log: Unary;
  readonly sqrt: Unary;
  readonly rsqrt: Unary;
  readonly negate: Unary;
  readonly round: Unary;
  readonly square: Unary;
  readonly sigmoid: Unary;
  readonly tanh: Unary;
  cast(x: EngineTensor, type: EngineType): EngineTensor;
  reshape(x: EngineTensor, shape: Shape): EngineTensor;
  transpose(x: EngineTensor, permutation: readonly number[]): EngineTensor;
  broadcastTo(x: EngineTensor, shape: Shape): EngineTensor;
  slice(x: EngineTensor, begin: readonly number[], size: readonly number[]): EngineTensor;
  concat(parts: readonly EngineTensor[], axis: number): EngineTensor;
  pad(x: EngineTensor, paddings: readonly (readonly [number, number])[], value: number): EngineTensor;
  /** `condition ? a : b`, of the given shape. */
  select(condition: EngineTensor, a: Operand, b: Operand, shape: Shape): EngineTensor;
  sum(x: EngineTensor, axes: readonly number[], keepAxes: boolean): EngineTensor;
  max(x: EngineTensor, axes: readonly number[], keepAxes: boolean): EngineTensor;
  argmax(x: EngineTensor, axis: number): EngineTensor;
  matmul(a: EngineTensor, b: EngineTensor, transposeA: boolean, transposeB: boolean): EngineTensor;
  gather(x: EngineTensor, indices: EngineTensor, axis: number): EngineTensor;
}

/** Binds the functions to an engine. */
export function operationsOf(engine: Engine): Operations {
  const typeOf = (operand: Operand): EngineType | undefined =>
    typeof operand === 'number' ? undefined : asEngineType(operand.dtype);
  const tensorOf = (operand: Operand, other: Operand): EngineTensor =>
    typeof operand === 'number' ? engine.constant(operand, typeOf(other)) : operand;
  const binary =
    (kernel: string): Binary =>
    (a, b) =>
      engine.run(kernel, { a: tensorOf(a, b), b: tensorOf(b, a) });
  const unary =
    (kernel: string): Unary =>
    (x) =>
      engine.run(kernel, { x });

  const broadcastTo = (x: EngineTensor, shape: Shape): EngineTensor => {
    if (sameShape(x.shape, shape)) return x;
    const padded = [...new Array<number>(shape.length - x.shape.length).fill(1), ...x.shape];
    const wide = padded.length === x.shape.length ? x : engine.run('Reshape', { x }, { shape: padded });
    return tiled(engine, wide, shape);
  };

  return {
    engine,
    add: binary('Add'),
    subtract: binary('Sub'),
    multiply: binary('Multiply'),
    divide: binary('RealDiv'),
    maximum: binary('Maximum'),
    minimum: binary('Minimum'),
    power: binary('Pow'),
    equal: binary('Equal'),
    notEqual: binary('NotEqual'),
    less: binary('Less'),
    lessEqual: binary('LessEqual'),
    greater: binary('Greater'),
    greaterEqual: binary('GreaterEqual'),
    and: binary('LogicalAnd'),
    or: binary('LogicalOr'),
    not: unary('LogicalNot'),
    isNan: unary('IsNan'),
    abs: unary('Abs'),
    exp: unary('Exp'),
    log: unary('Log'),
    sqrt: unary('Sqrt'),
    rsqrt: unary('Rsqrt'),
    negate: unary('Neg'),
    round: unary('Round'),
    square: unary('Square'),
    sigmoid: unary('Sigmoid'),
    tanh: unary('Tanh'),
    cast: (x, dtype) => (x.dtype === dtype ? x : converted(engine, x, dtype)),
    reshape: (x, shape) =>
      sameShape(x.shape, shape) ? x : engine.run('Reshape', { x }, { shape: [...shape] }),
    transpose: (x, perm) => transposed(engine, x, perm),
    broadcastTo,
    slice: (x, begin, size) => engine.run('Slice', { x }, { begin: [...begin], size: [...size] }),
    concat: (parts, axis) => {
      const [only] = parts;
      return parts.length === 1 && only
        ? engine.run('Identity', { x: only })
        : engine.run('Concat', parts, { axis });
    },
    pad: (x, paddings, constantValue) => engine.run('PadV2', { x }, { paddings, constantValue }),
    select: (condition, a, b, shape) =>
      selected(engine, broadcastTo, [condition, tensorOf(a, b), tensorOf(b, a)], shape),
    sum: (x, axes, keepDims) => engine.run('Sum', { x }, { axis: [...axes], keepDims }),
    max: (x, axes, keepDims) => engine.run('Max', { x }, { reductionIndices: [...axes], keepDims }),
    argmax: (x, axis) => engine.run('ArgMax', { x }, { axis }),
    matmul: (a, b, transposeA, transposeB) => engine.run('BatchMatMul', { a, b }, { transposeA, transposeB }),
    gather: (x, indices, axis) => gathered(engine, x, indices, axis),
  };
}

function asEngineType(dtype: string): EngineType {
  return dtype === 'int32' || dtype === 'bool' ? dtype : 'float32';
}
