import type { Backend } from '../backend/backend.ts';
import { Tensor } from '../tensor.ts';

/**
 * The same numbers on another backend. For backends that can be read at once; from others, await `data()` first.
 *
 * @example
 * ```ts
 * import { cpu, tensor, to } from '@heed/core';
 * const x = to(tensor([1, 2]), cpu);
 * ```
 */
export function to(x: Tensor, backend: Backend): Tensor {
  if (x.backend === backend) return x;
  return Tensor.fromBuffer(backend, backend.upload(x.dataSync(), x), x.shape, x.dtype);
}
