import type { Backend } from '../backend/backend.ts';
import { checkBackend } from '../backend/check-backend.ts';
import { recordingTapes } from '../gradient/tape.ts';
import { checkKind } from '../options.ts';
import { Tensor } from '../tensor.ts';

/**
 * The same numbers on another backend. Gradients come back over the same way.
 *
 * @throws {BackendError} for what is no backend.
 * @throws {LifetimeError} for a backend that can only be read asynchronously: await `x.data()` there.
 *
 * @example
 * ```ts
 * import { cpu, tensor, to } from '@heed/core';
 * const x = to(tensor([1, 2]), cpu);
 * ```
 */
export function to(x: Tensor, backend: Backend): Tensor {
  checkKind('to: x', x, 'a tensor');
  if (x.backend === backend) return x;
  checkBackend('to', backend);
  const output = Tensor.fromBuffer(backend, backend.upload(x.dataSync(), x), x.shape, x.dtype);
  for (const tape of recordingTapes([x])) {
    tape.record({
      name: 'to',
      inputs: [x],
      outputs: [output],
      backward: ([gradient]) => [gradient && to(gradient, x.backend)],
    });
  }
  return output;
}
