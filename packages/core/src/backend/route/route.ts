import { BackendError, OptionError } from '../../errors.ts';
import { checkOptions } from '../../options.ts';
import type { Backend } from '../backend.ts';
import { defaultRoutePolicy, type RoutePolicy, type Side } from './policy.ts';
import type { RoutedBuffer } from './routed-buffer.ts';
import { Router } from './router.ts';

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
  const sides = { heavy, light };
  const router = new Router(sides, policy);
  const host = (['light', 'heavy'] as const).find((side) => sides[side].runReference !== undefined);
  const names = new Set([...heavy.kernels.keys(), ...light.kernels.keys()]);
  const name = `${heavy.name}+${light.name}`;
  return {
    name,
    kernels: new Map([...names].map((op) => [op, router.kernel(op)])),
    ...(host !== undefined && {
      runReference: (reference, inputs, attributes, outputs) =>
        router.reference(host, reference, inputs, attributes, outputs),
    }),
    upload: (data, spec) => router.own('light', light.upload(data, spec)),
    download: (buffer, spec) => sides[buffer.home].download(buffer.get(buffer.home), spec),
    downloadSync(buffer, spec) {
      const side = sides[buffer.home];
      const data = side.downloadSync?.(buffer.get(buffer.home), spec);
      if (data === undefined) throw new BackendError(`route: ${side.name} cannot be read at once`);
      return data;
    },
    writeSlice: (target, source, position) => router.writeSlice(target, source, position),
    finish() {
      heavy.finish?.();
      light.finish?.();
    },
    release: (buffer) => router.release(buffer),
    memory: () => ({ buffers: router.buffers, bytes: heavy.memory().bytes + light.memory().bytes }),
    report: () => ({
      name,
      threads: Math.max(heavy.report().threads, light.report().threads),
      details: { heavy: heavy.name, light: light.name, ...router.counts },
      notes: [...heavy.report().notes, ...light.report().notes],
    }),
  };
}
