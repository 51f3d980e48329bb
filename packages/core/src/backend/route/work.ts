import { sizeOf } from '../../shape.ts';
import type { Attributes, TensorSpec } from '../backend.ts';

function elements(specs: readonly TensorSpec[]): number {
  return specs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** The inner size of a product, by its first operand. */
function innerSize([x]: readonly TensorSpec[], transposed: boolean): number {
  return x?.shape.at(transposed ? -2 : -1) ?? 1;
}

/** Units of work of an op: multiply–adds for products and attention, elements read and written for all else. */
export function workOf(
  name: string,
  inputs: readonly TensorSpec[],
  attributes: Attributes,
  outputs: readonly TensorSpec[],
): number {
  switch (name) {
    case 'matmul':
      return elements(outputs) * innerSize(inputs, attributes['transposeA'] === true);
    case 'linear':
    case 'linearEpilogue':
    case 'linearMaps':
      return elements(outputs) * innerSize(inputs, false);
    case 'gatedLinear':
      return 2 * elements(outputs) * innerSize(inputs, false);
    case 'conv1d':
    case 'conv2d':
      // Each output is a sum over the window of all channels of its group: a row of the weight.
      return elements(outputs) * sizeOf(inputs[1]?.shape.slice(1) ?? []);
    case 'scaledDotProductAttention':
    case 'scaledDotProductAttentionGradient': {
      const [queries, keys, values] = inputs;
      const pairs = sizeOf(queries?.shape.slice(0, 3) ?? []) * (keys?.shape[2] ?? 0);
      const products = name === 'scaledDotProductAttention' ? 1 : 2.5;
      return products * pairs * ((queries?.shape[3] ?? 0) + (values?.shape[3] ?? 0));
    }
    default:
      return elements(inputs) + elements(outputs);
  }
}
