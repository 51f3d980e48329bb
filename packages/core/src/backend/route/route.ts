import { bytesPerElement } from '../../dtype.ts';
import { BackendError, DTypeError, OptionError } from '../../errors.ts';
import { checkOptions } from '../../options.ts';
import { sizeOf } from '../../shape.ts';
import type { Attributes, Backend, Kernel, KernelInput, TensorSpec } from '../backend.ts';
import { costOf, defaultRoutePolicy, type Missing, type RoutePolicy, type Side } from './policy.ts';
import { RoutedBuffer, type Sides } from './routed-buffer.ts';
import { workOf } from './work.ts';

/** Options of {@link route}. */
export interface RouteOptions {
  /** The backend that is fast at large work: a GPU's. */
  readonly heavy: Backend;
  /** The backend whose calls cost little. */
  readonly light: Backend;
  /** What calls and moves cost; {@link defaultRoutePolicy} by default. */
  readonly policy?: RoutePolicy;
}

/** A backend made of two. */
export type RoutedBackend = Backend<RoutedBuffer>;

type Inputs = readonly KernelInput<RoutedBuffer>[];

function bytesOf({ shape, dtype }: TensorSpec): number {
  return sizeOf(shape) * bytesPerElement[dtype];
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

function checkSide(side: Side, backend: Backend): void {
  if (backend?.downloadSync !== undefined) return;
  throw new BackendError(
    `route: tensors move between backends in the middle of an op, and the ${side} one, ${backend?.name}, can only be ` +
      'read with await',
  );
}

/**
 * A backend made of two: each op runs where it is done sooner, what would have to be moved there included. Which that
 * is follows from the policy alone: costs of calls by op and size, and of moves. A tensor that was moved stays on both
 * sides while it lives, so weights move once. Both backends stay the caller's.
 *
 * `report().details` counts calls per side, moves and moved bytes.
 *
 * @throws {BackendError} when a backend can only be read with await.
 * @throws {OptionError} for unknown options, or one backend for both sides.
 *
 * @example
 * ```ts
 * import { cpu, matmul, tensor, use } from '@heed/core';
 * import { createReferenceBackend, route } from '@heed/core/backend';
 * use(route({ heavy: createReferenceBackend(), light: cpu }));
 * console.log(await matmul(tensor([[1, 2]]), tensor([[3], [4]])).data()); // [11]
 * ```
 */
export function route(options: RouteOptions): RoutedBackend {
  checkOptions('route', options, ['heavy', 'light', 'policy']);
  const { heavy, light, policy = defaultRoutePolicy } = options;
  checkSide('heavy', heavy);
  checkSide('light', light);
  if (heavy === light) throw new OptionError(`route: heavy and light are both the backend ${heavy.name}`);
  const sides: Sides = { heavy, light };
  const calls = { heavy: 0, light: 0 };
  const moves = { tensors: 0, bytes: 0 };
  let buffers = 0;

  const own = (side: Side, buffer: unknown): RoutedBuffer => {
    buffers += 1;
    return new RoutedBuffer(sides, side, buffer);
  };
  const moved = (bytes: number): void => {
    moves.tensors += 1;
    moves.bytes += bytes;
  };
  const brought = (side: Side, inputs: Inputs): KernelInput<unknown>[] =>
    inputs.map(({ shape, dtype, buffer }) => {
      return { shape, dtype, buffer: buffer.bring(side, { shape, dtype }, moved) };
    });
  /** A kernel may overwrite an input and return its buffer, which then is that input's, changed. */
  const wrapped = (side: Side, inputs: Inputs, result: unknown): RoutedBuffer => {
    const input = inputs.find(({ buffer }) => buffer.isOn(side) && buffer.get(side) === result);
    if (input === undefined) return own(side, result);
    input.buffer.keepOnly(side);
    return input.buffer;
  };
  const run = (
    side: Side,
    name: string,
    inputs: Inputs,
    attributes: Attributes,
    outputs: readonly TensorSpec[],
  ): readonly RoutedBuffer[] | undefined => {
    const results = sides[side].kernels.get(name)?.(brought(side, inputs), attributes, outputs);
    if (results === undefined) return undefined;
    calls[side] += 1;
    return results.map((result) => wrapped(side, inputs, result));
  };
  const kernelOf = (name: string): Kernel<RoutedBuffer> => {
    const able = (['light', 'heavy'] as const).filter((side) => sides[side].kernels.has(name));
    const [only] = able;
    const choose = (
      inputs: Inputs,
      attributes: Attributes,
      outputs: readonly TensorSpec[],
    ): readonly Side[] => {
      if (able.length === 1 && only !== undefined) return [only];
      const units = workOf(name, inputs, attributes, outputs);
      const cost = (side: Side): number =>
        costOf(policy, side, name, units, missingOn(side, inputs, outputs));
      const order: readonly Side[] = cost('light') <= cost('heavy') ? ['light', 'heavy'] : ['heavy', 'light'];
      for (const { buffer } of inputs)
        if (order[1] !== undefined && !buffer.isOn(order[1])) buffer.missed += 1;
      return order;
    };
    return (inputs, attributes, outputs) => {
      const order = choose(inputs, attributes, outputs);
      for (const side of order) {
        try {
          const results = run(side, name, inputs, attributes, outputs);
          if (results !== undefined) return results;
        } catch (error) {
          // A side that does not hold a type leaves it to the other.
          if (!(error instanceof DTypeError) || side === order.at(-1)) throw error;
        }
      }
      return undefined;
    };
  };

  const host = (['light', 'heavy'] as const).find((side) => sides[side].runReference !== undefined);
  const names = new Set([...heavy.kernels.keys(), ...light.kernels.keys()]);
  return {
    name: `${heavy.name}+${light.name}`,
    kernels: new Map([...names].map((name) => [name, kernelOf(name)])),
    ...(host !== undefined && {
      runReference: (reference, inputs, attributes, outputs) => {
        calls[host] += 1;
        const results =
          sides[host].runReference?.(reference, brought(host, inputs), attributes, outputs) ?? [];
        return results.map((result) => own(host, result));
      },
    }),
    upload: (data, spec) => own('light', light.upload(data, spec)),
    download: (buffer, spec) => sides[buffer.home].download(buffer.get(buffer.home), spec),
    downloadSync(buffer, spec) {
      const data = sides[buffer.home].downloadSync?.(buffer.get(buffer.home), spec);
      if (data === undefined)
        throw new BackendError(`route: ${sides[buffer.home].name} cannot be read at once`);
      return data;
    },
    writeSlice(target, source, position) {
      const side = target.buffer.home;
      const [to, from] = brought(side, [target, source]);
      if (to === undefined || from === undefined) return;
      sides[side].writeSlice(to, from, position);
      target.buffer.keepOnly(side);
    },
    release(buffer) {
      buffers -= 1;
      buffer.release();
    },
    memory: () => ({ buffers, bytes: heavy.memory().bytes + light.memory().bytes }),
    report: () => ({
      name: `${heavy.name}+${light.name}`,
      threads: Math.max(heavy.report().threads, light.report().threads),
      details: {
        heavy: heavy.name,
        light: light.name,
        heavyCalls: calls.heavy,
        lightCalls: calls.light,
        moves: moves.tensors,
        movedBytes: moves.bytes,
      },
      notes: [...heavy.report().notes, ...light.report().notes],
    }),
  };
}
