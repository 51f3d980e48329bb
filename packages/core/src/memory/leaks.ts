import type { DType } from '../dtype.ts';
import { type Shape, showShape } from '../shape.ts';

/** A tensor that was garbage-collected while its buffer was still held. */
export interface Leak {
  readonly shape: Shape;
  readonly dtype: DType;
  /** Stack of the place where the tensor was made. */
  readonly birthplace: string;
}

interface Birth extends Leak {
  readonly report: (leak: Leak) => void;
}

let listener: ((leak: Leak) => void) | undefined;
const births = new WeakMap<object, string>();
let registry: FinalizationRegistry<Birth> | undefined;

/**
 * Watches tensors made from now on: one that is garbage-collected without having been freed is told to `report`
 * with its place of birth. A help for finding leaks; it costs a stack trace per tensor, and frees nothing.
 *
 * @returns a function that ends the watch.
 *
 * @example
 * ```ts
 * import { reportLeaks } from '@heed/core';
 * const stop = reportLeaks((leak) => console.warn('leaked', leak.shape, leak.birthplace));
 * stop();
 * ```
 */
export function reportLeaks(report: (leak: Leak) => void): () => void {
  listener = report;
  registry ??= new FinalizationRegistry<Birth>((birth) => birth.report(birth));
  return () => {
    if (listener === report) listener = undefined;
  };
}

/** Registers a new tensor when leaks are being watched. */
export function watchForLeak(tensor: object, shape: Shape, dtype: DType): void {
  if (listener === undefined) return;
  const stack = new Error(`${dtype} ${showShape(shape)}`).stack?.split('\n').slice(3).join('\n') ?? '';
  births.set(tensor, stack);
  registry?.register(tensor, { shape, dtype, birthplace: stack, report: listener }, tensor);
}

/** Ends the watch of a tensor that was freed as it should be. */
export function forgetLeak(tensor: object): void {
  registry?.unregister(tensor);
}

/** Where a tensor was made, for messages; empty unless leaks are being watched. */
export function birthplace(tensor: object): string {
  const stack = births.get(tensor);
  return stack === undefined ? '' : ` (made${stack.split('\n')[0]?.replace(/^\s*at/, ' at') ?? ''})`;
}
