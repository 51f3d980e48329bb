import { checkKind } from './options.ts';

/**
 * The two 16-bit float formats: 1 sign, 5 exponent and 10 mantissa bits for float16 (IEEE 754 binary16), 1 + 8 + 7
 * for bfloat16, which is the upper half of a float32. Bits are kept in a `Uint16Array`. All conversions round to
 * nearest, ties to even; what is too large becomes infinite, NaN stays NaN and −0 stays −0.
 */
interface HalfFormat {
  readonly mantissaBits: number;
  /** Exponent of the smallest normal number; below it, numbers are multiples of one smallest step. */
  readonly minimumExponent: number;
  /** The bits of infinity; a NaN has these and a mantissa. */
  readonly infinity: number;
}

const float16: HalfFormat = { mantissaBits: 10, minimumExponent: -14, infinity: 0x7c00 };
const bfloat16: HalfFormat = { mantissaBits: 7, minimumExponent: -126, infinity: 0x7f80 };

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);
const double = new Float64Array(1);
const doubleBits = new Uint32Array(double.buffer);
const signBit = 0x8000;

/** Rounds a double straight to 16 bits; going through float32 first would round twice. */
function encode(value: number, { mantissaBits, minimumExponent, infinity }: HalfFormat): number {
  if (Number.isNaN(value)) return infinity + 2 ** (mantissaBits - 1);
  double[0] = value;
  const high = doubleBits[1] ?? 0;
  const sign = (high >>> 16) & signBit;
  const exponent = Math.max(((high >>> 20) & 0x7ff) - 1023, minimumExponent);
  // The size in units of the last place that is kept. A double at 2^52 has no fraction: adding rounds to even.
  doubleBits[0] = 0;
  doubleBits[1] = (1023 + mantissaBits - exponent) * 2 ** 20;
  const units = Math.abs(value) * double[0] + 2 ** 52 - 2 ** 52;
  // A mantissa that rounds up to the next power of two carries into the exponent by itself.
  const bits = (exponent - minimumExponent) * 2 ** mantissaBits + units;
  return sign + (bits < infinity ? bits : infinity);
}

/**
 * The number that float16 bits stand for.
 *
 * @example
 * ```ts
 * import { fromFloat16 } from '@heed/core';
 * console.log(fromFloat16(0x3c00)); // 1
 * ```
 */
export function fromFloat16(bits: number): number {
  if ((bits & 0x7c00) === 0x7c00)
    return (bits & 0x3ff) !== 0 ? Number.NaN : bits & signBit ? -Infinity : Infinity;
  // Placed in a float32, sign and mantissa are right and the exponent is too small by 127 − 15.
  singleBits[0] = ((bits & signBit) << 16) | ((bits & 0x7fff) << 13);
  return (single[0] ?? 0) * 2 ** 112;
}

/**
 * The float16 bits nearest to a number.
 *
 * @example
 * ```ts
 * import { toFloat16 } from '@heed/core';
 * console.log(toFloat16(65520).toString(16)); // 7c00: infinity, the largest number is 65504
 * ```
 */
export function toFloat16(value: number): number {
  return encode(value, float16);
}

/**
 * The number that bfloat16 bits stand for.
 *
 * @example
 * ```ts
 * import { fromBfloat16 } from '@heed/core';
 * console.log(fromBfloat16(0x4049)); // 3.140625
 * ```
 */
export function fromBfloat16(bits: number): number {
  singleBits[0] = bits << 16;
  return single[0] ?? 0;
}

/**
 * The bfloat16 bits nearest to a number.
 *
 * @example
 * ```ts
 * import { toBfloat16 } from '@heed/core';
 * console.log(toBfloat16(1.01171875).toString(16)); // 3f82: halfway, so to the even one
 * ```
 */
export function toBfloat16(value: number): number {
  return encode(value, bfloat16);
}

/**
 * Float16 bits as float32, exactly; NaNs keep their payload.
 *
 * @param values Where the numbers are put; a new array by default.
 *
 * @example
 * ```ts
 * import { decodeFloat16 } from '@heed/core';
 * console.log(decodeFloat16(new Uint16Array([0x3c00, 0xc000]))); // Float32Array [1, -2]
 * ```
 */
export function decodeFloat16(bits: Uint16Array, values?: Float32Array): Float32Array {
  checkKind('decodeFloat16: bits', bits, 'a list');
  const singles = values ?? new Float32Array(bits.length);
  const out = new Uint32Array(singles.buffer, singles.byteOffset, bits.length);
  for (let i = 0; i < bits.length; i++) {
    const half = bits[i] ?? 0;
    if ((half & 0x7c00) === 0) {
      singles[i] = fromFloat16(half);
    } else {
      const exponent = (half & 0x7c00) === 0x7c00 ? 0x7f800000 : ((half & 0x7c00) << 13) + (112 << 23);
      out[i] = ((half & signBit) << 16) | exponent | ((half & 0x3ff) << 13);
    }
  }
  return singles;
}

/**
 * Bfloat16 bits as float32, exactly; NaNs keep their payload.
 *
 * @param values Where the numbers are put; a new array by default.
 *
 * @example
 * ```ts
 * import { decodeBfloat16 } from '@heed/core';
 * console.log(decodeBfloat16(new Uint16Array([0x3f80, 0xc000]))); // Float32Array [1, -2]
 * ```
 */
export function decodeBfloat16(bits: Uint16Array, values?: Float32Array): Float32Array {
  checkKind('decodeBfloat16: bits', bits, 'a list');
  const singles = values ?? new Float32Array(bits.length);
  const out = new Uint32Array(singles.buffer, singles.byteOffset, bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = (bits[i] ?? 0) << 16;
  return singles;
}

/**
 * The nearest float16 bits. From float32, NaNs keep the upper part of their payload, so that decoding and encoding
 * gives the same bits.
 *
 * @example
 * ```ts
 * import { encodeFloat16 } from '@heed/core';
 * console.log(encodeFloat16(new Float32Array([1, -2]))); // Uint16Array [0x3c00, 0xc000]
 * ```
 */
export function encodeFloat16(values: Float32Array | Float64Array): Uint16Array {
  return encodeAll(values, float16);
}

/**
 * The nearest bfloat16 bits. From float32, NaNs keep the upper part of their payload, so that decoding and encoding
 * gives the same bits.
 *
 * @example
 * ```ts
 * import { encodeBfloat16 } from '@heed/core';
 * console.log(encodeBfloat16(new Float32Array([1, -2]))); // Uint16Array [0x3f80, 0xc000]
 * ```
 */
export function encodeBfloat16(values: Float32Array | Float64Array): Uint16Array {
  return encodeAll(values, bfloat16);
}

function encodeAll(values: Float32Array | Float64Array, format: HalfFormat): Uint16Array {
  if (values instanceof Float32Array) return encodeSingles(values, format);
  checkKind('encodeFloat16, encodeBfloat16: values', values, 'a list');
  const bits = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) bits[i] = encode(values[i] ?? 0, format);
  return bits;
}

/** The same by whole numbers, which is several times as fast: drop the low mantissa bits, shift the exponent. */
function encodeSingles(values: Float32Array, format: HalfFormat): Uint16Array {
  const { mantissaBits, minimumExponent, infinity } = format;
  const source = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const bits = new Uint16Array(values.length);
  const dropped = 23 - mantissaBits;
  const almostHalf = 2 ** (dropped - 1) - 1;
  const quiet = 2 ** (mantissaBits - 1);
  for (let i = 0; i < values.length; i++) {
    const from = source[i] ?? 0;
    const size = from & 0x7fffffff;
    const moved = size - (minimumExponent + 126) * 2 ** 23;
    let half: number;
    if (size > 0x7f800000) half = infinity | ((size >>> dropped) & (2 * quiet - 1) || quiet);
    else if (moved < 2 ** 23) half = encode(Math.abs(values[i] ?? 0), format);
    else half = Math.min((moved + almostHalf + ((moved >>> dropped) & 1)) >>> dropped, infinity);
    bits[i] = ((from >>> 16) & signBit) | half;
  }
  return bits;
}
