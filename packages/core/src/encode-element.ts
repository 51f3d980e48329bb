import type { DType } from './dtype.ts';
import { toBfloat16, toFloat16 } from './half.ts';

/**
 * A number as an array of `dtype` holds it: bits for the half types, 0 or 1 for bool. `undefined` for a number that
 * the type has no place for: a fraction, or one beyond its ends, in a type of whole numbers.
 */
export function encodeElement(value: number, dtype: DType): number | undefined {
  switch (dtype) {
    case 'float16':
      return toFloat16(value);
    case 'bfloat16':
      return toBfloat16(value);
    case 'int32':
      return value === (value | 0) ? value : undefined;
    case 'uint8':
      return value === (value & 0xff) ? value : undefined;
    case 'bool':
      return value === 0 ? 0 : 1;
    default:
      return value;
  }
}
