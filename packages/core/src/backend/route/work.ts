import { costOf } from '../../profile/costs.ts';
import { sizeOf } from '../../shape.ts';
import type { Attributes, TensorSpec } from '../backend.ts';

function elements(specs: readonly TensorSpec[]): number {
  return specs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Units of work of an op: multiply–adds for products and attention, elements read and written for all else. */
export function workOf(
  name: string,
  inputs: readonly TensorSpec[],
  attributes: Attributes,
  outputs: readonly TensorSpec[],
): number {
  const { flops } = costOf(name, inputs, outputs, attributes);
  return flops > 0 ? flops / 2 : elements(inputs) + elements(outputs);
}
