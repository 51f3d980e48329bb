import { describe, expect, it } from 'vitest';
import { need } from '../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { blockFormat, bytesPerElement, quantizedDTypes } from '../dtype.ts';
import { FormatError, OptionError } from '../errors.ts';
import { decodeBlocks, firstNonFiniteBlock } from './decode-blocks.ts';
import { checkQuantizable, encodeBlocks, isQuantizable } from './encode-blocks.ts';

const golden = readGolden('pretrained/blocks.safetensors');
const bytesOf = (name: string): Uint8Array => Uint8Array.from(need(golden, name).data);

describe('blocks', () => {
  it.each(quantizedDTypes)('%s: to the last bit as the format’s own package reads them', (dtype) => {
    const { size, bytes } = blockFormat(dtype);
    expect(bytesPerElement[dtype] * size).toBe(bytes);
    const raw = need(golden, `${dtype.toUpperCase()}.raw`);
    expect(raw.shape).toEqual([11, bytes]);
    const values = decodeBlocks(bytesOf(`${dtype.toUpperCase()}.raw`), dtype);
    expect(values.length).toBe(11 * size);
    expect(values).toEqual(need(golden, `${dtype.toUpperCase()}.values`).data);
    expect(new Set(values).size).toBeGreaterThan(100);
  });

  it.each(quantizedDTypes.filter(isQuantizable))('%s: to the last bit as it writes them', (dtype) => {
    const written = need(golden, 'row.values').data;
    const raw = bytesOf(`row.${dtype.toUpperCase()}.raw`);
    expect(encodeBlocks(Float32Array.from(written), dtype)).toEqual(raw);
    const values = decodeBlocks(raw, dtype);
    expect(values).toEqual(need(golden, `row.${dtype.toUpperCase()}.values`).data);
    const step = dtype === 'q8_0' ? 0.02 : dtype.startsWith('q5') ? 0.2 : 0.4;
    values.forEach(
      (value, at) => void expect(Math.abs(value - (written[at] ?? Number.NaN))).toBeLessThan(step),
    );
  });

  it.each(quantizedDTypes.filter(isQuantizable))('%s: zeros, and what is exact, stay', (dtype) => {
    const zeros = decodeBlocks(encodeBlocks(new Float32Array(32), dtype), dtype);
    expect(zeros.every((value) => value === 0)).toBe(true);
    const exact = Float32Array.from({ length: 32 }, (_, at) => (at % 16) - 8);
    if (dtype === 'q4_0' || dtype === 'q4_1')
      expect(decodeBlocks(encodeBlocks(exact, dtype), dtype)).toEqual(exact);
  });

  it('no bytes are no numbers; bytes that lie anywhere', () => {
    expect(decodeBlocks(new Uint8Array(), 'q6_k')).toEqual(new Float32Array());
    const raw = bytesOf('Q5_K.raw');
    const shifted = new Uint8Array(raw.length + 3);
    shifted.set(raw, 3);
    expect(decodeBlocks(shifted.subarray(3), 'q5_k')).toEqual(need(golden, 'Q5_K.values').data);
  });

  it('the first block whose scale or offset is no number', () => {
    for (const dtype of quantizedDTypes) {
      const { size, bytes } = blockFormat(dtype);
      const raw = new Uint8Array(3 * bytes);
      expect(firstNonFiniteBlock(raw, dtype)).toBe(-1);
      const half = dtype === 'q6_k' ? 208 : dtype === 'q4_0' || dtype === 'q5_0' || dtype === 'q8_0' ? 0 : 2;
      raw.set([0x00, 0xfc], 2 * bytes + half);
      expect(firstNonFiniteBlock(raw, dtype)).toBe(2 * size);
    }
  });

  it('refuses half a block, and types that are only read', () => {
    expect(() => decodeBlocks(new Uint8Array(35), 'q8_0')).toThrow(FormatError);
    expect(() => decodeBlocks(new Uint8Array(35), 'q8_0')).toThrow(
      '35 bytes are no whole blocks of q8_0, of 34',
    );
    expect(() => checkQuantizable('quantize', 'q4_k')).toThrow(OptionError);
    expect(() => checkQuantizable('quantize', 'q4_k')).toThrow('q8_0, q4_0, q4_1, q5_0, q5_1, not to q4_k');
  });
});
