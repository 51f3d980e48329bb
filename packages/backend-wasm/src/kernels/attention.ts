import type { Attributes, Kernel, KernelInput } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
import type { Engine } from '../engine/engine.ts';
import { allFloat32, numberOf } from './attributes.ts';
import type { KernelTable } from './table.ts';

/** The inputs of attention by name; undefined where the fast kernel does not serve them. */
function unpack(inputs: readonly KernelInput<Block>[], attributes: Attributes) {
  const [queries, keys, values, ...rest] = inputs;
  if (queries === undefined || keys === undefined || values === undefined) return undefined;
  if (attributes['hasBias'] === true || !allFloat32([queries, keys, values])) return undefined;
  if ((queries.shape[3] ?? 0) % 4 !== 0 || (values.shape[3] ?? 0) % 4 !== 0) return undefined;
  const mask = attributes['hasMask'] === true ? rest[0] : undefined;
  return { queries, keys, values, mask, others: mask === undefined ? rest : rest.slice(1) };
}

/** Byte strides with which a mask is read over batch, head and query: 0 on axes of size 1. */
function maskStrides(mask: KernelInput<Block> | undefined): [number, number, number] {
  const [batch = 1, heads = 1, queries = 1, keys = 1] = mask?.shape ?? [];
  return [
    batch === 1 ? 0 : heads * queries * keys,
    heads === 1 ? 0 : queries * keys,
    queries === 1 ? 0 : keys,
  ];
}

/** Scaled dot-product attention and its gradient: see assembly/neural/attention.ts. */
export function attentionKernels(engine: Engine): KernelTable {
  type Unpacked = NonNullable<ReturnType<typeof unpack>>;

  /** The arguments that both directions share, in the order of the assembly. */
  const argumentsOf = (
    { queries, keys, values, mask }: Unpacked,
    attributes: Attributes,
    last: number,
  ): [number, ...number[]] => {
    const [batch = 0, heads = 0, length = 0, width = 0] = queries.shape;
    const [, keyHeads = 0, room = 0] = keys.shape;
    const keyLength = numberOf(attributes, 'keyLength');
    const rows = engine.workspace(Math.max(batch * keyHeads * 2 * keyLength * 4, 4));
    return [
      batch,
      queries.buffer.address,
      keys.buffer.address,
      values.buffer.address,
      mask?.buffer.address ?? 0,
      rows,
      last,
      ...[heads, keyHeads, length, keyLength, room, width, values.shape[3] ?? 0],
      Number(attributes['causal'] === true),
      numberOf(attributes, 'scale'),
      ...maskStrides(mask),
    ];
  };

  const scaledDotProductAttention: Kernel<Block> = (inputs, attributes, [output]) => {
    const given = unpack(inputs, attributes);
    if (given === undefined || output === undefined) return undefined;
    const out = engine.output(output);
    engine.exports.attention(...argumentsOf(given, attributes, out.address));
    return [out];
  };

  const scaledDotProductAttentionGradient: Kernel<Block> = (inputs, attributes, outputs) => {
    const given = unpack(inputs, attributes);
    const upstream = given?.others[1];
    if (given === undefined || upstream === undefined) return undefined;
    const results = outputs.map((spec) => engine.output(spec));
    engine.exports.attentionGradient(
      ...argumentsOf(given, attributes, upstream.buffer.address),
      ...results.map((block) => block.address),
    );
    return results;
  };

  return { scaledDotProductAttention, scaledDotProductAttentionGradient };
}
