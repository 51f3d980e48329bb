import { currentBackend } from '../backend/current.ts';
import { fillTensor } from '../backend/fill-tensor.ts';
import { checkDType, type DType, isQuantized } from '../dtype.ts';
import { encodeElement } from '../encode-element.ts';
import { DTypeError, OptionError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';

/** Options of {@link arange}. */
export interface ArangeOptions {
  /** The first number; 0 by default. */
  readonly start?: number;
  /** From each number to the next; 1 by default. */
  readonly step?: number;
  /** Element type; int32 by default. */
  readonly dtype?: DType;
}

/**
 * The numbers `start`, `start + step`, … before `end`; int32 by default.
 *
 * @throws {OptionError} for a step of 0, or numbers that the type has no place for.
 * @throws {BackendError} for more than there is memory for.
 *
 * @example
 * ```ts
 * import { arange } from '@heed/core';
 * const positions = arange(4); // [0, 1, 2, 3]
 * const even = arange(9, { start: 4, step: 2 }); // [4, 6, 8]
 * ```
 */
export function arange(end: number, options: ArangeOptions = {}): Tensor {
  checkOptions('arange', options, ['start', 'step', 'dtype']);
  const { start = 0, step = 1, dtype = 'int32' } = options;
  const length = Math.max(0, Math.ceil((end - start) / step));
  if (step === 0 || !Number.isSafeInteger(length)) {
    throw new OptionError(`arange: cannot count from ${start} to ${end} by ${step}`);
  }
  checkDType('arange', dtype);
  if (isQuantized(dtype)) throw new DTypeError(`arange: ${dtype} is for weights; quantize() numbers`);
  const encoded = (value: number): number => {
    const element = encodeElement(value, dtype);
    if (element !== undefined) return element;
    throw new OptionError(`arange: ${value} does not fit into ${dtype}; give another dtype`);
  };
  if (length > 0) encoded(start + (length - 1) * step);
  return fillTensor(currentBackend(), [length], dtype, (part, first) => {
    for (let i = 0; i < part.length; i++) part[i] = encoded(start + (first + i) * step);
  });
}
