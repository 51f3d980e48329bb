import type { TensorSpec } from '../backend/backend.ts';
import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, checkWeight, defineOp, type Op, type TensorLike } from '../op.ts';
import { checkOneOf, checkOptions } from '../options.ts';
import { rowsOf, sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { asFloating, checkTrainable } from './as-floating.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';
import { gelu } from './gelu.ts';
import { matmul } from './matmul.ts';
import { multiply } from './multiply.ts';
import { relu } from './relu.ts';
import { reshape } from './reshape.ts';
import { silu } from './silu.ts';
import { sum } from './sum.ts';

/** Activations that {@link linear} applies at once; `geluTanh` is gelu by its approximation with tanh. */
export type LinearActivation = 'relu' | 'gelu' | 'geluTanh' | 'silu';

const activations: Readonly<Record<LinearActivation, (x: Tensor) => Tensor>> = {
  relu,
  gelu: (x) => gelu(x),
  geluTanh: (x) => gelu(x, { approximate: 'tanh' }),
  silu,
};

/** An affine map: a `Linear` layer, or its parameters. */
export interface LinearMap {
  /** [outputs, inputs] */
  readonly weight: TensorLike;
  /** [outputs] */
  readonly bias?: TensorLike | undefined;
}

/** What {@link linear} does with its sums before it stores them: `y = activation(x Wᵀ + b) ⊙ gate + residual`. */
export interface LinearEpilogue {
  /** A function of each element; none by default. */
  readonly activation?: LinearActivation | undefined;
  /** A tensor of the result's shape that it is multiplied by, as gated feed-forward layers are (Shazeer 2020). */
  readonly gate?: TensorLike | undefined;
  /** A tensor of the result's shape that is added at the end. */
  readonly residual?: TensorLike | undefined;
}

/** Attributes of the op: the activation, and which of the inputs bias, gate and residual, in this order, are there. */
export type LinearEpilogueAttributes = {
  readonly activation: LinearActivation | 'none';
  readonly bias: boolean;
  readonly gate: boolean;
  readonly residual: boolean;
};

/** The op's inputs by name. */
export function epilogueInputs<Input>(
  inputs: readonly Input[],
  { bias, gate, residual }: Pick<LinearEpilogueAttributes, 'bias' | 'gate' | 'residual'>,
): { [name in 'x' | 'weight' | 'bias' | 'gate' | 'residual']: Input | undefined } {
  const afterBias = bias ? 3 : 2;
  const afterGate = gate ? afterBias + 1 : afterBias;
  return {
    x: inputs[0],
    weight: inputs[1],
    bias: bias ? inputs[2] : undefined,
    gate: gate ? inputs[afterBias] : undefined,
    residual: residual ? inputs[afterGate] : undefined,
  };
}

/** The same in single ops, for what cannot be done at once. */
export function applyEpilogue(sums: Tensor, { activation, gate, residual }: LinearEpilogue): Tensor {
  const activated = activation === undefined ? sums : activations[activation](sums);
  const gated = gate === undefined ? activated : multiply(activated, gate);
  return residual === undefined ? gated : add(gated, residual);
}

/** All leading axes as one: […, width] → [rows, width]. */
function asRows(x: Tensor): Tensor {
  return reshape(x, [rowsOf(x.shape), x.shape.at(-1) ?? 0]);
}

/** Shape and type of `x Wᵀ + b`. */
export function linearShape(
  x: TensorSpec | undefined,
  weight: TensorSpec | undefined,
  bias: TensorSpec | undefined,
): TensorSpec {
  const own = x?.shape ?? [];
  const dtype = x === undefined ? 'float32' : floatingType(x, bias);
  checkWeight('linear', weight, dtype);
  const [outputs = 0, width = 0] = weight?.shape ?? [];
  if (weight?.shape.length !== 2 || own.length < 1 || own[own.length - 1] !== width) {
    throw new ShapeError(
      `linear: weight ${showShape(weight?.shape ?? [])} ([outputs, inputs]) does not fit input ${showShape(own)}`,
    );
  }
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== outputs)) {
    throw new ShapeError(`linear: bias must be ${showShape([outputs])}, got ${showShape(bias.shape)}`);
  }
  return { shape: own.with(-1, outputs), dtype };
}

/** The type of an operand and of one beside it, if there is one. */
function floatingType(x: TensorSpec, other: TensorSpec | undefined): DType {
  return other === undefined ? checkFloating('linear', x) : checkFloating('linear', x, other);
}

const op = defineOp<NoAttributes>({
  name: 'linear',
  takesBlocks: true,
  infer: ([x, weight, bias]) => [linearShape(x, weight, bias)],
  vjp: ([gradient], { inputs: [x, weight], needs }) => {
    if (gradient === undefined || x === undefined || weight === undefined) return [];
    const rows = asRows(gradient);
    if (needs[1]) checkTrainable('linear', weight);
    return [
      needs[0] ? reshape(matmul(rows, asFloating(weight, x.dtype)), x.shape) : undefined,
      needs[1] ? matmul(rows, asRows(x), { transposeA: true }) : undefined,
      needs[2] ? sum(rows, { axis: 0 }) : undefined,
    ];
  },
  decompose: ([x, weight, bias]) => {
    if (x === undefined || weight === undefined) return [];
    const product = matmul(asRows(x), asFloating(weight, x.dtype), { transposeB: true });
    const shifted = bias === undefined ? product : add(product, bias);
    return [reshape(shifted, [...x.shape.slice(0, -1), weight.shape[0] ?? 0])];
  },
});

const epilogueNames = ['activation', 'gate', 'residual'];

/** Refuses unknown options and activations. */
function checkEpilogue(epilogue: LinearEpilogue): void {
  checkOptions('linear', epilogue, epilogueNames);
  if (epilogue.activation !== undefined) checkActivation('linear', epilogue.activation);
}

/** Refuses unknown activations. */
export function checkActivation(name: string, activation: LinearActivation): void {
  if (Object.hasOwn(activations, activation)) return;
  checkOneOf<string>(`${name}: activation`, activation, Object.keys(activations));
}

function checkLike(name: string, part: TensorSpec | undefined, result: TensorSpec): void {
  if (part === undefined) return;
  checkFloating('linear', result, part);
  if (!sameShape(part.shape, result.shape)) {
    throw new ShapeError(
      `linear: ${name} must be like the result, ${showShape(result.shape)}, got ${showShape(part.shape)}`,
    );
  }
}

/** A linear map with what follows it. Its gradients are those of the decomposition. */
const withEpilogue: Op<LinearEpilogueAttributes> = defineOp<LinearEpilogueAttributes>({
  name: 'linearEpilogue',
  takesBlocks: true,
  infer: (inputs, attributes) => {
    const { x, weight, bias, gate, residual } = epilogueInputs(inputs, attributes);
    const result = linearShape(x, weight, bias);
    checkLike('gate', gate, result);
    checkLike('residual', residual, result);
    return [result];
  },
  decompose: (inputs, attributes) => {
    const { x, weight, bias, gate, residual } = epilogueInputs(inputs, attributes);
    if (x === undefined || weight === undefined) return [];
    const activation = attributes.activation === 'none' ? undefined : attributes.activation;
    const sums = apply(op, bias === undefined ? [x, weight] : [x, weight, bias], noAttributes);
    return [applyEpilogue(sums, { activation, gate, residual })];
  },
});

/**
 * Affine map of the last axis: `y = x Wᵀ + b`, `[…, inputs] → […, outputs]`; with an epilogue
 * `y = activation(x Wᵀ + b) ⊙ gate + residual`, whose numbers are those of the single operations.
 *
 * The weight may be kept in half precision or in blocks (`quantize`): the result is of the type of `x`, and so is its
 * gradient; such a weight has none. Backends may round `x` to 16 bits per 32 numbers beside a
 * weight in blocks.
 *
 * @param weight [outputs, inputs], as published checkpoints hold it.
 * @param bias [outputs]
 * @param epilogue What else is done with each element before it is stored.
 * @throws {ShapeError} when the sizes do not fit.
 * @throws {OptionError} for an unknown activation.
 * @throws {DTypeError} for the gradient of a weight in half precision or in blocks.
 *
 * @example
 * ```ts
 * import { linear, tensor } from '@heed/core';
 * const x = tensor([[1, 2]]);
 * const weight = tensor([[3, 4], [-5, 6], [-7, -8]]);
 * const y = linear(x, weight); // [[11, 7, -23]]
 * const activated = linear(x, weight, tensor([1, 1, 1]), { activation: 'relu' }); // [[12, 8, 0]]
 * ```
 */
export function linear(
  x: TensorLike,
  weight: TensorLike,
  bias?: TensorLike,
  epilogue?: LinearEpilogue,
): Tensor {
  const inputs =
    bias === undefined ? [asTensor(x), asTensor(weight)] : [asTensor(x), asTensor(weight), asTensor(bias)];
  if (epilogue === undefined) return apply(op, inputs, noAttributes);
  checkEpilogue(epilogue);
  const { activation = 'none', gate, residual } = epilogue;
  if (gate !== undefined) inputs.push(asTensor(gate));
  if (residual !== undefined) inputs.push(asTensor(residual));
  return apply(withEpilogue, inputs, {
    activation,
    bias: bias !== undefined,
    gate: gate !== undefined,
    residual: residual !== undefined,
  });
}
