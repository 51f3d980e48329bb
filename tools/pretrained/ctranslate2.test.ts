import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCTranslate2 } from './ctranslate2.ts';

const u8 = (value: number): number[] => [value];
const u16 = (value: number): number[] => [value & 255, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 65_535), ...u16(value >>> 16)];
const text = (value: string): number[] => [
  ...u16(value.length + 1),
  ...[...value].map((character) => character.charCodeAt(0)),
  0,
];
const variable = (
  name: string,
  shape: readonly number[],
  kind: number,
  data: readonly number[],
): number[] => [
  ...text(name),
  ...u8(shape.length),
  ...shape.flatMap(u32),
  ...u8(kind),
  ...u32(data.length),
  ...data,
];
const head = [...u32(6), ...text('WhisperSpec'), ...u32(3)];
const whole = [
  ...head,
  ...u32(2),
  ...variable('a/weight', [2, 3], 1, [1, 2, 3, 4, 5, 6]),
  ...variable('heads', [], 2, [5, 0]),
  ...u32(1),
  ...text('b/weight'),
  ...text('a/weight'),
];
const read = (bytes: readonly number[]) => readCTranslate2(Uint8Array.from(bytes));

describe('readCTranslate2', () => {
  it('names, shapes, types, numbers and aliases', () => {
    const { spec, variables } = read(whole);
    expect(spec).toBe('WhisperSpec');
    expect(variables.get('heads')).toEqual({ shape: [], type: 'int16', bytes: Uint8Array.of(5, 0) });
    expect(variables.get('b/weight')).toBe(variables.get('a/weight'));
    expect(variables.get('a/weight')).toMatchObject({ shape: [2, 3], type: 'int8' });
  });

  it.each([
    ['another version', [...u32(5), ...whole.slice(4)], 'expected binary version 6, found 5'],
    ['bytes too many', [...whole, 0], '1 bytes too many'],
    [
      'a size against the shape',
      [...head, ...u32(1), ...variable('a', [2], 1, [1])],
      'has 1 bytes, and its shape 2',
    ],
    ['an unknown type', [...head, ...u32(1), ...variable('a', [1], 9, [1])], 'a has type 9'],
    ['more variables than there are bytes', [...head, ...u32(2 ** 32 - 1)], '4294967295 variables'],
    [
      'a shape beyond all bounds',
      [...head, ...u32(1), ...variable('a', [65_536, 65_536, 65_536], 1, [])],
      'its shape',
    ],
    ['an alias of nothing', [...head, ...u32(0), ...u32(1), ...text('b'), ...text('a')], 'b stands for a'],
  ])('%s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(message);
  });

  it('a file that is cut is an error, wherever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(() => read(whole.slice(0, length))).toThrow(/model\.bin/);
      }),
    );
  });
});
