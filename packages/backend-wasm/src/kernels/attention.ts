import { type Attributes, type Kernel, type KernelInput, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { type KernelTable, numberOf } from './table.ts';

/** Widths that the kernels' blocks in scratch hold (assembly/attention/scores.ts). */
const widest = 512;

/** Slots of the steps of mask and bias. */
const maskSteps = 14;
const biasSteps = 17;

/** The inputs by name. */
interface Given {
  readonly queries: KernelInput<Block>;
  readonly keys: KernelInput<Block>;
  readonly values: KernelInput<Block>;
  readonly mask: KernelInput<Block> | undefined;
  readonly bias: KernelInput<Block> | undefined;
  /** In the gradient: output and its gradient. */
  readonly others: readonly KernelInput<Block>[];
}

function unpack(inputs: readonly KernelInput<Block>[], attributes: Attributes): Given | undefined {
  const [queries, keys, values, ...rest] = inputs;
  if (queries === undefined || keys === undefined || values === undefined) return undefined;
  const mask = attributes['hasMask'] === true ? rest.shift() : undefined;
  const bias = attributes['hasBias'] === true ? rest.shift() : undefined;
  for (const input of inputs) if (input !== mask && input.dtype !== 'float32') return undefined;
  const narrow = (queries.shape[3] ?? 0) <= widest && (values.shape[3] ?? 0) <= widest;
  return narrow ? { queries, keys, values, mask, bias, others: rest } : undefined;
}

/** Elements from batch to batch, head to head and query to query; 0 on axes of size 1. */
function stepsOf({ shape }: KernelInput<Block>): [number, number, number] {
  const [batch = 1, heads = 1, queries = 1, keys = 1] = shape;
  return [
    batch === 1 ? 0 : heads * queries * keys,
    heads === 1 ? 0 : queries * keys,
    queries === 1 ? 0 : keys,
  ];
}

/**
 * One query per head and several heads per key head: the same as that many queries of one head, since they lie behind
 * one another. So the keys are read once. By causality the only query sees all keys.
 */
function gathersGroup({ queries, keys }: Given): number {
  const [, heads = 0, length = 0] = queries.shape;
  const [, keyHeads = 0] = keys.shape;
  return length === 1 && heads > keyHeads ? heads / keyHeads : 1;
}

/** Scaled dot-product attention and its gradient: see assembly/attention. */
export function attentionKernels(engine: Engine): KernelTable {
  const prepare = (given: Given, attributes: Attributes, group: number): void => {
    const { queries, keys, values, mask, bias } = given;
    const [, heads = 0, length = 0, width = 0] = queries.shape;
    const [, keyHeads = 0, room = 0] = keys.shape;
    engine.exports.attentionInputs(
      queries.buffer.address,
      keys.buffer.address,
      values.buffer.address,
      mask?.buffer.address ?? 0,
      bias?.buffer.address ?? 0,
      heads / group,
      keyHeads,
      length * group,
      numberOf(attributes, 'keyLength'),
      room,
      width,
      values.shape[3] ?? 0,
      Number(attributes['causal'] === true && group === 1),
      numberOf(attributes, 'scale'),
    );
    const setSteps = (slot: number, extra: KernelInput<Block>, bytes: number): void => {
      const [byBatch, byHead, byQuery] = stepsOf(extra);
      const next = group === 1 ? byQuery : byHead;
      engine.exports.attentionSteps(slot, byBatch * bytes, byHead * group * bytes, next * bytes);
    };
    if (mask !== undefined) setSteps(maskSteps, mask, 1);
    if (bias !== undefined) setSteps(biasSteps, bias, 4);
  };

  const scaledDotProductAttention: Kernel<Block> = (inputs, attributes, [output]) => {
    const given = unpack(inputs, attributes);
    if (given === undefined || output === undefined) return undefined;
    const out = engine.output(output);
    const group = gathersGroup(given);
    prepare(given, attributes, group);
    const [batch = 0, heads = 0, length = 0, valueWidth = 0] = output.shape;
    const keyLength = numberOf(attributes, 'keyLength');
    const work = engine.exports.attentionWork(batch, heads / group, length * group, keyLength, valueWidth);
    engine.exports.attention(out.address, batch, work === 0 ? 0 : engine.workspace(work));
    return [out];
  };

  const scaledDotProductAttentionGradient: Kernel<Block> = (inputs, attributes, outputs) => {
    const given = unpack(inputs, attributes);
    const [output, gradient] = given?.others ?? [];
    if (given === undefined || output === undefined || gradient === undefined) return undefined;
    const results = outputs.map((spec) => engine.output(spec));
    const [dq, dk, dv, dBias] = results;
    if (dq === undefined || dk === undefined || dv === undefined) return undefined;
    const [batch = 0] = output.shape;
    const size = sizeOf(given.bias?.shape ?? []);
    const [biasBatch = 1, biasHeads = 1] = given.bias?.shape ?? [];
    prepare(given, attributes, 1);
    const [, keyHeads = 0] = given.keys.shape;
    const copies =
      dBias === undefined ? 1 : engine.exports.biasGradientCopies(batch, keyHeads, biasBatch, biasHeads);
    const bias = copies === 1 ? (dBias?.address ?? 0) : engine.workspace(copies * size * 4);
    const addresses = [output, gradient].map(({ buffer }) => buffer.address) as [number, number];
    const gradients = [dq.address, dk.address, dv.address] as const;
    engine.exports.attentionGradient(...addresses, ...gradients, batch, bias, size, biasBatch, biasHeads);
    if (dBias !== undefined && copies > 1) engine.exports.sumColumns(bias, dBias.address, 1, copies, size);
    return results;
  };

  return { scaledDotProductAttention, scaledDotProductAttentionGradient };
}
