import { ShapeError } from '../errors.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { checkActivation, type LinearActivation, type LinearMap, linear, linearShape } from './linear.ts';

/** Attributes of the op: the activation, and which biases follow x and the weights of gate and values in the inputs. */
export type GatedLinearAttributes = {
  readonly activation: LinearActivation | 'none';
  readonly gateBias: boolean;
  readonly valuesBias: boolean;
};

/** The biases among the op's inputs. */
export function gatedBiases<Input>(
  inputs: readonly Input[],
  { gateBias, valuesBias }: Pick<GatedLinearAttributes, 'gateBias' | 'valuesBias'>,
): { readonly gate: Input | undefined; readonly values: Input | undefined } {
  return {
    gate: gateBias ? inputs[3] : undefined,
    values: valuesBias ? inputs[gateBias ? 4 : 3] : undefined,
  };
}

/** Its gradients are those of the decomposition. */
const op = defineOp<GatedLinearAttributes>({
  name: 'gatedLinear',
  takesBlocks: true,
  infer: (inputs, attributes) => {
    const [x, gate, values] = inputs;
    const biases = gatedBiases(inputs, attributes);
    const result = linearShape(x, gate, biases.gate);
    const other = linearShape(x, values, biases.values);
    if (sameShape(result.shape, other.shape)) return [result];
    throw new ShapeError(
      `gatedLinear: gate and values must be of one shape, got ${showShape(result.shape)} and ${showShape(other.shape)}`,
    );
  },
  decompose: (inputs, attributes) => {
    const [x, gate, values] = inputs;
    if (x === undefined || gate === undefined || values === undefined) return [];
    const biases = gatedBiases(inputs, attributes);
    const activation = attributes.activation === 'none' ? undefined : attributes.activation;
    return [linear(x, gate, biases.gate, { activation, gate: linear(x, values, biases.values) })];
  },
});

/**
 * A gated linear unit (Dauphin et al. 2017; Shazeer 2020): `y = activation(x Wgᵀ + bg) ⊙ (x Wvᵀ + bv)`,
 * `[…, inputs] → […, outputs]`. The numbers are those of {@link linear} with an epilogue.
 *
 * @param gate Weight [outputs, inputs] and bias [outputs] of the side that is activated.
 * @param values The same of the other side.
 * @param activation None by default.
 * @throws {ShapeError} when the sizes do not fit.
 * @throws {OptionError} for an unknown activation.
 *
 * @example
 * ```ts
 * import { gatedLinear, tensor } from '@heed/core';
 * const x = tensor([[1, 2]]);
 * const gate = { weight: tensor([[3, 4], [-5, 1]]) };
 * const values = { weight: tensor([[1, 1], [1, 1]]) };
 * const y = gatedLinear(x, gate, values, 'relu'); // [[33, 0]]
 * ```
 */
export function gatedLinear(
  x: TensorLike,
  gate: LinearMap,
  values: LinearMap,
  activation?: LinearActivation,
): Tensor {
  if (activation !== undefined) checkActivation('gatedLinear', activation);
  const inputs = [asTensor(x), asTensor(gate.weight), asTensor(values.weight)];
  for (const { bias } of [gate, values]) if (bias !== undefined) inputs.push(asTensor(bias));
  return apply(op, inputs, {
    activation: activation ?? 'none',
    gateBias: gate.bias !== undefined,
    valuesBias: values.bias !== undefined,
  });
}
