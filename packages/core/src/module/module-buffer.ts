import { Parameter } from './parameter.ts';

/**
 * A tensor that a module owns and saves, and that is not learned by gradients: PyTorch's "buffer", such as the running
 * statistics of {@link BatchNorm}. It is never trainable, not even after `unfreeze()`, and does not count as a parameter.
 *
 * @example
 * ```ts
 * import { ModuleBuffer, zerosInitializer } from '@heed/core';
 * const mean = new ModuleBuffer([3], zerosInitializer);
 * console.log(mean.trainable); // false
 * ```
 */
export class ModuleBuffer extends Parameter {
  override get trainable(): boolean {
    return false;
  }

  /** Has no effect. */
  override set trainable(_on: boolean) {}
}
