import { allocate, type DType } from '../dtype.ts';
import { encodeElement } from '../encode-element.ts';
import { OptionError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { tensor } from './tensor.ts';

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
  const data = allocate(dtype, length);
  for (let i = 0; i < length; i++) {
    const element = encodeElement(start + i * step, dtype);
    if (element === undefined) {
      throw new OptionError(`arange: ${start + i * step} does not fit into ${dtype}; give another dtype`);
    }
    data[i] = element;
  }
  return tensor(data, { dtype });
}
