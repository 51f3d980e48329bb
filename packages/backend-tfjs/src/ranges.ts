import type { Attributes, KernelInput, TensorSpec } from '@heed/core/backend';
import { joinedRange, type KnownRange, type TfjsBuffer } from './buffer.ts';

/** Ops that only move numbers: the result holds none that its inputs do not hold. */
const movers = new Set(['slice', 'split', 'concat', 'transpose', 'broadcastTo', 'where']);

/** What an op's whole numbers are known to be, by what is known of its inputs. */
export function rangeAfter(
  name: string,
  inputs: readonly KernelInput<TfjsBuffer>[],
  attributes: Attributes,
  output: TensorSpec,
): KnownRange | undefined {
  if (output.dtype !== 'int32') return undefined;
  const [x] = inputs;
  if (movers.has(name)) return joinedRange(inputs.filter(({ dtype }) => dtype === 'int32').map(ranged));
  if (name === 'gather') return joinedRange([x && ranged(x)]);
  if (name === 'argmax') return { low: 0, high: (x?.shape[Number(attributes['axis'])] ?? 1) - 1 };
  if (name === 'topK') return { low: 0, high: (x?.shape.at(-1) ?? 1) - 1 };
  if (name === 'pad') {
    const value = Number(attributes['value']);
    return joinedRange([x && ranged(x), { low: value, high: value }]);
  }
  return undefined;
}

function ranged({ buffer }: KernelInput<TfjsBuffer>): KnownRange | undefined {
  return buffer.range;
}
