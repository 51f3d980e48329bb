import { bytesOf } from '../../dtype.ts';
import { DTypeError } from '../../errors.ts';
import type { Attributes, Kernel, KernelInput, ReferenceKernel, TensorSpec } from '../backend.ts';
import { costOf, type Missing, type RoutePolicy, type Side } from './policy.ts';
import { RoutedBuffer, type Sides } from './routed-buffer.ts';
import { workOf } from './work.ts';

type Inputs = readonly KernelInput<RoutedBuffer>[];

const lightFirst = ['light', 'heavy'] as const;
const heavyFirst = ['heavy', 'light'] as const;

/** Runs ops on the sides that a policy names, moves what is missing there, and counts. */
export class Router {
  readonly #sides: Sides;
  readonly #policy: RoutePolicy;
  readonly #calls: Record<Side, number> = { heavy: 0, light: 0 };
  readonly #moves = { tensors: 0, bytes: 0 };
  #buffers = 0;

  constructor(sides: Sides, policy: RoutePolicy) {
    this.#sides = sides;
    this.#policy = policy;
  }

  /** Calls by side, moves and moved bytes, for `report()`. */
  get counts(): Record<string, number> {
    const { heavy, light } = this.#calls;
    const { tensors, bytes } = this.#moves;
    return { heavyCalls: heavy, lightCalls: light, moves: tensors, movedBytes: bytes };
  }

  /** Buffers that are alive. */
  get buffers(): number {
    return this.#buffers;
  }

  /** Takes over a buffer of a side. */
  own(side: Side, buffer: unknown): RoutedBuffer {
    this.#buffers += 1;
    return new RoutedBuffer(this.#sides, side, buffer);
  }

  /** Frees a buffer wherever it lies. */
  release(buffer: RoutedBuffer): void {
    this.#buffers -= 1;
    buffer.release();
  }

  /** A kernel for an op that one side has, or both. */
  kernel(name: string): Kernel<RoutedBuffer> {
    const able = lightFirst.filter((side) => this.#sides[side].kernels.has(name));
    return (inputs, attributes, outputs) => {
      const order: readonly Side[] =
        able.length === 1 ? able : this.#order(name, inputs, attributes, outputs);
      for (const side of order) {
        try {
          const results = this.#run(side, name, inputs, attributes, outputs);
          if (results !== undefined) return results;
        } catch (error) {
          // A side that does not hold a type leaves it to the other.
          if (!(error instanceof DTypeError) || side === order.at(-1)) throw error;
        }
      }
      return undefined;
    };
  }

  /** Runs core's own loops on a side's memory. */
  reference(
    side: Side,
    reference: ReferenceKernel,
    inputs: Inputs,
    attributes: Attributes,
    outputs: readonly TensorSpec[],
  ): readonly RoutedBuffer[] {
    this.#calls[side] += 1;
    const brought = this.#brought(side, inputs);
    const results = this.#sides[side].runReference?.(reference, brought, attributes, outputs) ?? [];
    return results.map((result) => this.own(side, result));
  }

  /** Writes where the target lies; a copy on the other side is forgotten. */
  writeSlice(
    target: KernelInput<RoutedBuffer>,
    source: KernelInput<RoutedBuffer>,
    position: { readonly axis: number; readonly start: number },
  ): void {
    const side = target.buffer.home;
    const [to, from] = this.#brought(side, [target, source]);
    if (to === undefined || from === undefined) return;
    this.#sides[side].writeSlice(to, from, position);
    target.buffer.keepOnly(side);
  }

  /** The sides, that one first where the op is done sooner. */
  #order(
    name: string,
    inputs: Inputs,
    attributes: Attributes,
    outputs: readonly TensorSpec[],
  ): readonly [Side, Side] {
    const units = workOf(name, inputs, attributes, outputs);
    const cost = (side: Side): number =>
      costOf(this.#policy, side, name, units, missingOn(side, inputs, outputs));
    const order = cost('light') <= cost('heavy') ? lightFirst : heavyFirst;
    for (const { buffer } of inputs) if (!buffer.isOn(order[1])) buffer.missed += 1;
    return order;
  }

  #run(
    side: Side,
    name: string,
    inputs: Inputs,
    attributes: Attributes,
    outputs: readonly TensorSpec[],
  ): readonly RoutedBuffer[] | undefined {
    const kernel = this.#sides[side].kernels.get(name);
    const results = kernel?.(this.#brought(side, inputs), attributes, outputs);
    if (results === undefined) return undefined;
    this.#calls[side] += 1;
    return results.map((result) => this.#wrapped(side, inputs, result));
  }

  #brought(side: Side, inputs: Inputs): KernelInput<unknown>[] {
    return inputs.map(({ shape, dtype, buffer }) => {
      return { shape, dtype, buffer: buffer.bring(side, { shape, dtype }, this.#moved) };
    });
  }

  readonly #moved = (bytes: number): void => {
    this.#moves.tensors += 1;
    this.#moves.bytes += bytes;
  };

  /** A kernel may overwrite an input and return its buffer, which then is that input's, changed. */
  #wrapped(side: Side, inputs: Inputs, result: unknown): RoutedBuffer {
    const input = inputs.find(({ buffer }) => buffer.isOn(side) && buffer.get(side) === result);
    if (input === undefined) return this.own(side, result);
    input.buffer.keepOnly(side);
    return input.buffer;
  }
}

/**
 * What would have to be moved to a side. A tensor that was missed there before counts for less each time, so that a
 * weight moves in the end and an activation, which is new each time, only where it pays at once. Where the first input
 * is on the other side, the outputs will most likely be wanted back there.
 */
function missingOn(side: Side, inputs: Inputs, outputs: readonly TensorSpec[]): Missing {
  let [tensors, bytes] = [0, 0];
  const absent = new Map(
    inputs.filter(({ buffer }) => !buffer.isOn(side)).map((input) => [input.buffer, input]),
  );
  for (const [buffer, spec] of absent) {
    const share = 1 / (1 + buffer.missed);
    tensors += share;
    bytes += share * bytesOf(spec);
  }
  if (inputs[0] !== undefined && absent.has(inputs[0].buffer)) {
    tensors += outputs.length;
    for (const spec of outputs) bytes += bytesOf(spec);
  }
  return { tensors, bytes };
}
