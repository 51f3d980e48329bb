import { BackendError } from '@heed/core';
import type { KernelInput } from '@heed/core/backend';
import type { Block } from './block.ts';

/** Calls of kernels, by their numbers: one of them failed after all had been noted. */
interface Calls {
  readonly after: number;
  readonly until: number;
}

/** What was written by calls of which nobody knows whether they ran: it is refused from then on. */
export class Losses {
  readonly #calls: Calls[] = [];
  /** Whether there are any: asked at each call of a kernel. */
  any = false;

  add(calls: Calls): void {
    this.#calls.push(calls);
    this.any = true;
  }

  /** @throws {BackendError} when one of the buffers was lost. */
  check(inputs: readonly Pick<KernelInput<Block>, 'buffer'>[]): void {
    for (const { buffer } of inputs) {
      const { madeBy } = buffer;
      if (this.#calls.some(({ after, until }) => madeBy > after && madeBy <= until))
        throw new BackendError('wasm: this tensor was lost when a kernel failed');
    }
  }
}
