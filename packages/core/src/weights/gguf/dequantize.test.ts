import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../../fixtures/read-golden.ts';
import { DTypeError, FormatError } from '../../errors.ts';
import { type BlockType, blockFormat, dequantize, isBlockType } from './dequantize.ts';

const golden = readGolden('pretrained/blocks.safetensors');
const types: readonly BlockType[] = ['Q4_0', 'Q4_1', 'Q5_0', 'Q5_1', 'Q8_0', 'Q4_K', 'Q5_K', 'Q6_K'];
const bytesOf = (name: string): Uint8Array => Uint8Array.from(need(golden, name).data);

describe('dequantize', () => {
  it.each(types)('%s: to the last bit as the format’s own package', (type) => {
    const { size, bytes } = blockFormat(type);
    const raw = need(golden, `${type}.raw`);
    expect(raw.shape).toEqual([11, bytes]);
    const values = dequantize(bytesOf(`${type}.raw`), type);
    expect(values.length).toBe(11 * size);
    expect(values).toEqual(need(golden, `${type}.values`).data);
    expect(new Set(values).size).toBeGreaterThan(100);
  });

  it.each(types.slice(0, 5))('%s: what was quantised comes back nearly', (type) => {
    const values = dequantize(bytesOf(`row.${type}.raw`), type);
    expect(values).toEqual(need(golden, `row.${type}.values`).data);
    const written = need(golden, 'row.values').data;
    const step = type === 'Q8_0' ? 0.02 : type.startsWith('Q5') ? 0.2 : 0.4;
    values.forEach(
      (value, at) => void expect(Math.abs(value - (written[at] ?? Number.NaN))).toBeLessThan(step),
    );
  });

  it('no bytes are no numbers; bytes that lie anywhere', () => {
    expect(dequantize(new Uint8Array(), 'Q6_K')).toEqual(new Float32Array());
    const raw = bytesOf('Q5_K.raw');
    const shifted = new Uint8Array(raw.length + 3);
    shifted.set(raw, 3);
    expect(dequantize(shifted.subarray(3), 'Q5_K')).toEqual(need(golden, 'Q5_K.values').data);
  });

  it('refuses half a block and an unknown type', () => {
    expect(() => dequantize(new Uint8Array(35), 'Q8_0')).toThrow(FormatError);
    expect(() => dequantize(new Uint8Array(35), 'Q8_0')).toThrow(
      '35 bytes are no whole blocks of Q8_0, of 34 each',
    );
    const unknown = 'IQ2_XS';
    expect(isBlockType(unknown)).toBe(false);
    // @ts-expect-error: not one of the types
    expect(() => dequantize(new Uint8Array(34), unknown)).toThrow(DTypeError);
  });
});
