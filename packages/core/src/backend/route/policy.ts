import { productOps } from '../../profile/costs.ts';

/** What calls cost on one backend. */
export interface SideCost {
  /** Microseconds that a call takes however small it is. */
  readonly call: number;
  /** Units of work done per microsecond: multiply–adds for products and attention, elements for all else. */
  readonly unitsPerMicrosecond: number;
}

/** What an op costs on both backends. */
export interface OpCost {
  readonly heavy: SideCost;
  readonly light: SideCost;
}

/** The rules by which {@link route} decides: plain data, to be written by hand, measured or kept in a file. */
export interface RoutePolicy {
  /** What it costs to move a tensor from one backend to the other. */
  readonly transfer: {
    /** Microseconds per tensor. */
    readonly latency: number;
    readonly bytesPerMicrosecond: number;
  };
  /** By op name. */
  readonly ops: Readonly<Record<string, OpCost>>;
  /** For ops that are not named. */
  readonly others: OpCost;
}

/** One of the two backends of a route. */
export type Side = 'heavy' | 'light';

const products: OpCost = {
  heavy: { call: 12, unitsPerMicrosecond: 90_000 },
  light: { call: 2, unitsPerMicrosecond: 40_000 },
};

/**
 * What was measured of tfjs-node beside the WebAssembly backend on two cores: more than twice the speed in products, ten
 * times the price of a call. A device of another speed has other numbers: `measureRoute` gives them.
 */
export const defaultRoutePolicy: RoutePolicy = {
  transfer: { latency: 8, bytesPerMicrosecond: 3_000 },
  ops: Object.fromEntries(productOps.map((name) => [name, products])),
  others: {
    heavy: { call: 12, unitsPerMicrosecond: 700 },
    light: { call: 1, unitsPerMicrosecond: 700 },
  },
};

/** Tensors that a side would have to be sent: how many, and their bytes. */
export interface Missing {
  readonly tensors: number;
  readonly bytes: number;
}

/** The microseconds that an op of so many units takes on a side, what is to be moved there included. */
export function costOf(
  policy: RoutePolicy,
  side: Side,
  name: string,
  units: number,
  missing: Missing,
): number {
  const { call, unitsPerMicrosecond } = (policy.ops[name] ?? policy.others)[side];
  const { latency, bytesPerMicrosecond } = policy.transfer;
  return call + units / unitsPerMicrosecond + missing.tensors * latency + missing.bytes / bytesPerMicrosecond;
}
