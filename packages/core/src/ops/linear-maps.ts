import { applyMany, asTensor, defineOp, type TensorLike } from '../op.ts';
import { checkKind } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type LinearMap, linear, linearShape } from './linear.ts';

/** Attributes of the op: which of the maps have a bias. The inputs are x, all weights, then the biases that are there. */
export type LinearMapsAttributes = { readonly biases: readonly boolean[] };

/** The bias of a map among the op's inputs, if it has one; its weight is `inputs[1 + map]`. */
export function biasOfMap<Input>(
  inputs: readonly Input[],
  { biases }: LinearMapsAttributes,
  map: number,
): Input | undefined {
  if (!biases[map]) return undefined;
  let at = 1 + biases.length;
  for (let before = 0; before < map; before++) if (biases[before]) at += 1;
  return inputs[at];
}

/** Its gradients are those of the decomposition. */
const op = defineOp<LinearMapsAttributes>({
  name: 'linearMaps',
  takesBlocks: true,
  infer: (inputs, attributes) =>
    attributes.biases.map((_, map) =>
      linearShape(inputs[0], inputs[1 + map], biasOfMap(inputs, attributes, map)),
    ),
  decompose: (inputs, attributes) =>
    attributes.biases.flatMap((_, map) => {
      const [x, weight] = [inputs[0], inputs[1 + map]];
      return x === undefined || weight === undefined
        ? []
        : linear(x, weight, biasOfMap(inputs, attributes, map));
    }),
});

/**
 * Several affine maps of one input, such as the projections to queries, keys and values: `yᵢ = x Wᵢᵀ + bᵢ`,
 * `[…, inputs] → […, outputsᵢ]`. The numbers are those of {@link linear}.
 *
 * @param maps Weight [outputsᵢ, inputs], which may be kept in half precision or in blocks, and bias [outputsᵢ].
 * @returns a result for each map.
 * @throws {ShapeError} when the sizes do not fit.
 *
 * @example
 * ```ts
 * import { linearMaps, tensor } from '@heed/core';
 * const x = tensor([[1, 2]]);
 * const [first, second] = linearMaps(x, [
 *   { weight: tensor([[3, 4]]) },
 *   { weight: tensor([[5, 6], [7, 8]]), bias: tensor([1, 1]) },
 * ]); // [[11]] and [[18, 24]]
 * ```
 */
export function linearMaps(x: TensorLike, maps: readonly LinearMap[]): readonly Tensor[] {
  checkKind('linearMaps: maps', maps, 'a list');
  const inputs = [asTensor(x)];
  for (const { weight } of maps) inputs.push(asTensor(weight));
  for (const { bias } of maps) if (bias !== undefined) inputs.push(asTensor(bias));
  return applyMany(op, inputs, { biases: maps.map(({ bias }) => bias !== undefined) });
}
