import { joinBytes } from '@heed/core';
/** Small numbers that repeat: mulberry32. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Numbers that lengths, counts and offsets are likely to trip over. */
const nastyBytes = [0, 1, 7, 8, 31, 32, 127, 128, 254, 255];
const nastyWords = [0n, 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];

/**
 * A file with some damage: bytes changed, whole numbers put in, parts cut out, doubled or exchanged, its end cut off.
 *
 * @param header So many bytes at the beginning get nine of ten damages.
 */
export function mutateBytes(bytes: Uint8Array, header: number, draw: (below: number) => number): Uint8Array {
  let result = new Uint8Array(bytes);
  for (let times = 1 + draw(3); times > 0; times--) {
    const at = draw(draw(10) > 0 ? Math.min(header, result.length) : result.length);
    const length = 1 + draw(24);
    switch (draw(7)) {
      case 0:
        result[at] = (result[at] ?? 0) ^ (1 << draw(8));
        break;
      case 1:
        result[at] = nastyBytes[draw(nastyBytes.length)] ?? 0;
        break;
      case 2:
        if (at + 8 <= result.length) {
          new DataView(result.buffer).setBigUint64(at, nastyWords[draw(nastyWords.length)] ?? 0n, true);
        }
        break;
      case 3:
        result = joinBytes([result.subarray(0, at), result.subarray(at + length)]);
        break;
      case 4:
        result = joinBytes([result.subarray(0, at + length), result.subarray(at)]);
        break;
      case 5:
        result.copyWithin(at, draw(Math.max(header, 1)), draw(Math.max(header, 1)) + length);
        break;
      default:
        result = result.slice(0, draw(4) === 0 ? at : result.length - 1 - draw(8));
    }
  }
  return result;
}

const nastyValues: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    0.5,
    2,
    3,
    7,
    255,
    65_537,
    1e9,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    1e300,
    -1e300,
  ],
  ...[
    '',
    '2',
    'nonsense',
    'default',
    'gelu',
    'llama',
    '__proto__',
    '\ud800',
    [],
    [1],
    ['a'],
    [[]],
    {},
    { a: 1 },
  ],
  ...[
    [null],
    { rope_type: 'yarn' },
    { rope_type: 'linear', factor: 0 },
    { '0': 'a', '1': 'b' },
    [0, 1, 2, 1e9],
  ],
];

/** A config with some fields changed, left out or renamed. */
export function mutateJson(text: string, draw: (below: number) => number): string {
  const value: unknown = JSON.parse(text);
  for (let times = 1 + draw(3); times > 0; times--) damage(value, draw);
  return JSON.stringify(value);
}

function damage(value: unknown, draw: (below: number) => number): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const key = keys[draw(keys.length)];
  if (key === undefined) return;
  const found = Object.getOwnPropertyDescriptor(value, key);
  const inner: unknown = found?.value;
  if (typeof inner === 'object' && inner !== null && draw(2) === 0) damage(inner, draw);
  else if (draw(6) === 0) Reflect.deleteProperty(value, key);
  else Reflect.set(value, key, structuredClone(nastyValues[draw(nastyValues.length)]));
}
