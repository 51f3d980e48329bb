import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBfloat16,
  decodeFloat16,
  encodeBfloat16,
  encodeFloat16,
  fromBfloat16,
  fromFloat16,
  toBfloat16,
  toFloat16,
} from './half.ts';

const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
const finite = [...all].filter((bits) => (bits & 0x7c00) !== 0x7c00);

/** What the formats say, by arithmetic alone. */
function decodeByHand(bits: number, mantissaBits: number): number {
  const exponentBits = 15 - mantissaBits;
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits & 0x7fff) >>> mantissaBits;
  const fraction = (bits & (2 ** mantissaBits - 1)) / 2 ** mantissaBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  if (exponent === 2 ** exponentBits - 1) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** (1 - bias);
  return sign * (1 + fraction) * 2 ** (exponent - bias);
}

/** The nearest of two neighbouring codes, ties to the even one. */
function nearest(value: number, below: number, mantissaBits: number): number {
  const toBelow = value - decodeByHand(below, mantissaBits);
  const toAbove = decodeByHand(below + 1, mantissaBits) - value;
  if (toBelow === toAbove) return below % 2 === 0 ? below : below + 1;
  return toBelow < toAbove ? below : below + 1;
}

describe.each([
  ['float16', 10, fromFloat16, toFloat16, decodeFloat16, encodeFloat16],
  ['bfloat16', 7, fromBfloat16, toBfloat16, decodeBfloat16, encodeBfloat16],
] as const)('%s', (_, mantissaBits, from, to, decode, encode) => {
  const infinity = 0x8000 - 2 ** mantissaBits;

  it('decodes all 65,536 codes as the format says', () => {
    const decoded = decode(all);
    for (const bits of all) {
      const expected = decodeByHand(bits, mantissaBits);
      if (!Object.is(from(bits), expected)) expect.fail(`${bits}: ${from(bits)}, not ${expected}`);
      if (!Object.is(decoded[bits], expected)) expect.fail(`${bits}: ${decoded[bits]}, not ${expected}`);
    }
  });

  it('gives back all 65,536 codes, NaN payloads too', () => {
    expect(encode(decode(all))).toEqual(all);
    expect(decode(new Uint16Array(0))).toEqual(new Float32Array(0));
  });

  it('gives back every number one by one', () => {
    for (const bits of all) {
      const back = to(from(bits));
      const right = Number.isNaN(from(bits)) ? Number.isNaN(from(back)) : back === bits;
      if (!right) expect.fail(`${bits} came back as ${back}`);
    }
  });

  it('rounds to nearest, ties to even, straight from a double', () => {
    fc.assert(
      fc.property(fc.nat(infinity - 2), fc.double({ min: 0, max: 1, noNaN: true }), (below, weight) => {
        const low = decodeByHand(below, mantissaBits);
        const high = decodeByHand(below + 1, mantissaBits);
        const value = low + (high - low) * weight;
        const expected = nearest(value, below, mantissaBits);
        expect(to(value)).toBe(expected);
        expect(to(-value)).toBe(expected + 0x8000);
        expect(encode(new Float64Array([value, -value]))).toEqual(
          new Uint16Array([expected, expected + 0x8000]),
        );
        const rounded = Math.fround(value);
        expect(encode(new Float32Array([value]))[0]).toBe(to(rounded));
      }),
      { numRuns: 2000 },
    );
  });

  it('rounds every halfway point to the even neighbour, and its neighbours away from it', () => {
    for (let below = 0; below < infinity - 1; below++) {
      const middle = (decodeByHand(below, mantissaBits) + decodeByHand(below + 1, mantissaBits)) / 2;
      const step = middle * Number.EPSILON;
      const got = [to(middle - step), to(middle), to(middle + step)];
      const expected = [below, below % 2 === 0 ? below : below + 1, below + 1];
      if (got.join() !== expected.join()) expect.fail(`between ${below} and ${below + 1}: ${got}`);
    }
  });

  it('overflows to infinity from half a step beyond the largest number', () => {
    const largest = decodeByHand(infinity - 1, mantissaBits);
    const step = largest - decodeByHand(infinity - 2, mantissaBits);
    expect(to(largest + step * 0.49999)).toBe(infinity - 1);
    expect(to(largest + step / 2)).toBe(infinity);
    for (const value of [Number.MAX_VALUE, Infinity]) {
      expect(to(value)).toBe(infinity);
      expect(to(-value)).toBe(infinity + 0x8000);
    }
    const singles = new Float32Array([largest, largest + step, -(2 ** 127) * 1.999999, Infinity, -Infinity]);
    expect([...encode(singles)]).toEqual([...singles].map(to));
  });

  it('takes the smallest doubles to a zero of their sign', () => {
    expect([to(Number.MIN_VALUE), to(-Number.MIN_VALUE), to(0), to(-0)]).toEqual([0, 0x8000, 0, 0x8000]);
  });

  it('keeps NaN a NaN, whatever its payload', () => {
    expect(Number.isNaN(from(to(Number.NaN)))).toBe(true);
    const payloads = new Float32Array(new Uint32Array([0x7f800001, 0xff800001, 0x7fffffff]).buffer);
    expect([...decode(encode(payloads))].every(Number.isNaN)).toBe(true);
    expect([...decode(encode(new Float64Array([Number.NaN])))].every(Number.isNaN)).toBe(true);
  });
});

describe('bfloat16 of the published cases', () => {
  it.each([
    [0x3f80, 1],
    [0xbf80, -1],
    [0x4049, 3.140625],
    [0x0001, 2 ** -133],
    [0x7f80, Infinity],
    [0xff80, -Infinity],
    [0x7fc0, Number.NaN],
    [0x8000, -0],
    [0x3dcd, 0.10009765625],
  ])('reads %i as %d', (bits, value) => {
    expect(fromBfloat16(bits)).toBe(value);
    expect(toBfloat16(value)).toBe(bits);
  });

  it.each([
    [1.00390625, 0x3f80],
    [1.01171875, 0x3f82],
    [3.4e38, 0x7f80],
    [Number.NaN, 0x7fc0],
    [-0, 0x8000],
  ])('writes %d as %i', (value, bits) => {
    expect(toBfloat16(value)).toBe(bits);
    expect(encodeBfloat16(new Float32Array([value]))[0]).toBe(bits);
  });

  it('is not float16', () => expect(fromFloat16(0x3f80)).toBe(1.875));
});

describe('against the engine', () => {
  const native = Reflect.get(Math, 'f16round') as ((value: number) => number) | undefined;
  const Float16Array = Reflect.get(globalThis, 'Float16Array') as
    | (new (
        buffer: ArrayBuffer,
      ) => Iterable<number>)
    | undefined;

  it.skipIf(native === undefined)('rounds as Math.f16round does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.double({ min: -70_000, max: 70_000 })), (value) => {
        expect(fromFloat16(toFloat16(value))).toBe(native?.(value));
      }),
      { numRuns: 2000 },
    );
    for (const bits of finite) {
      const value = fromFloat16(bits) * (1 + 2 ** -11);
      if (fromFloat16(toFloat16(value)) !== native?.(value)) expect.fail(`${value}`);
    }
  });

  it.skipIf(Float16Array === undefined)('reads as Float16Array does', () => {
    const copy = all.slice();
    expect([...decodeFloat16(all)]).toEqual(
      Float16Array === undefined ? [] : [...new Float16Array(copy.buffer)],
    );
  });
});
