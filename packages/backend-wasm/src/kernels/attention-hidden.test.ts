import * as h from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';

// What a query does not see never changes its result, nor do the two change each other's gradients, whatever stands there:
// the bits are those of sound numbers.

interface Case {
  readonly heads?: readonly [queries: number, keys: number];
  readonly lengths: readonly [queries: number, keys: number];
  readonly width: number;
  /** The place of what is not a number: of a key and its value, or of a query and its gradient. */
  readonly place: number;
  readonly options: h.AttentionOptions;
  readonly sees: (query: number, key: number) => boolean;
}

function maskOf(queries: number, keys: number, sees: (query: number, key: number) => boolean): h.Tensor {
  const shown = Array.from({ length: queries * keys }, (_, at) =>
    Number(sees(Math.floor(at / keys), at % keys)),
  );
  return h.tensor(Uint8Array.from(shown), { shape: [1, 1, queries, keys], dtype: 'bool' });
}

const window = (query: number, key: number): boolean => Math.abs(query - key) < 7;
const scattered = (query: number, key: number): boolean => (query * 31 + key * 17) % 5 < 2;

const cases: Readonly<Record<string, () => Case>> = {
  'causal, one block': () => ({
    lengths: [37, 37],
    width: 8,
    place: 11,
    options: { causal: true },
    sees: (query, key) => key <= query,
  }),
  'causal, several blocks, a width that is no multiple of four': () => ({
    lengths: [151, 151],
    width: 5,
    place: 131,
    options: { causal: true },
    sees: (query, key) => key <= query,
  }),
  'causal, more keys than queries, grouped heads': () => ({
    heads: [6, 2],
    lengths: [67, 139],
    width: 16,
    place: 83,
    options: { causal: true },
    sees: (query, key) => key <= query + 72,
  }),
  window: () => ({
    lengths: [83, 83],
    width: 8,
    place: 41,
    options: { mask: maskOf(83, 83, window) },
    sees: window,
  }),
  'window, causal': () => ({
    lengths: [139, 139],
    width: 7,
    place: 66,
    options: { mask: maskOf(139, 139, window), causal: true },
    sees: (query, key) => key <= query && window(query, key),
  }),
  'a mask of each pair': () => ({
    lengths: [29, 31],
    width: 8,
    place: 23,
    options: { mask: maskOf(29, 31, scattered) },
    sees: scattered,
  }),
  padding: () => ({
    lengths: [19, 31],
    width: 8,
    place: 17,
    options: { mask: maskOf(1, 31, (_, key) => key !== 17) },
    sees: (_, key) => key !== 17,
  }),
  'spare room behind the keys': () => ({
    lengths: [19, 31],
    width: 8,
    place: 29,
    options: { keyLength: 23, causal: true },
    sees: (query, key) => key <= query + 4 && key < 23,
  }),
  'few queries': () => ({
    lengths: [3, 31],
    width: 8,
    place: 29,
    options: { causal: true },
    sees: (query, key) => key <= query + 28,
  }),
  'few queries, long cache in parts': () => ({
    lengths: [7, 1291],
    width: 8,
    place: 1288,
    options: { causal: true },
    sees: (query, key) => key <= query + 1284,
  }),
};

/** Places 0 … count − 1 for which `holds`. */
const placesWhere = (count: number, holds: (place: number) => boolean): number[] =>
  Array.from({ length: count }, (_, place) => place).filter(holds);

/** [1, heads, length, width] → the rows of these places, of all heads. */
function rowsOf(x: h.Tensor, places: readonly number[]): number[][] {
  const [, heads = 0, length = 0, width = 0] = x.shape;
  const numbers = [...x.dataSync()];
  return Array.from({ length: heads }, (_, head) =>
    places.flatMap((place) => {
      const start = (head * length + place) * width;
      return numbers.slice(start, start + width);
    }),
  ).filter((row) => row.length > 0);
}

/** `x` with `value` in the third column of the row at `place`, in every head. */
function spoiled(x: h.Tensor, place: number, value: number): h.Tensor {
  const [, , length = 0, width = 0] = x.shape;
  const numbers = x.dataSync().map((number, at) => {
    return at % width === 2 && Math.floor(at / width) % length === place ? value : Number(number);
  });
  return h.tensor(numbers, { shape: x.shape });
}

describe.each(['relaxed', 'plain'] as const)('%s SIMD', (simd) => {
  let backend: WasmBackend;
  let before: Parameters<typeof h.use>[0];
  beforeAll(async () => {
    backend = await wasm({ simd, threads: 2 });
    before = h.use(backend);
  });
  afterAll(() => {
    h.use(before);
    backend.dispose();
  });

  describe.each(Object.entries(cases))('%s', (_, makeCase) => {
    const one = makeCase();
    const [queries, keys] = one.lengths;
    const inputs = (): [h.Tensor, h.Tensor, h.Tensor, h.Tensor] => {
      const generator = new h.RandomGenerator(5);
      const [heads, keyHeads] = one.heads ?? [2, 2];
      const draw = (count: number, length: number): h.Tensor =>
        generator.normal([1, count, length, one.width]);
      return [draw(heads, queries), draw(keyHeads, keys), draw(keyHeads, keys), draw(heads, queries)];
    };

    it.each([Number.NaN, Infinity, -Infinity])('a key and its value with %d', (value) => {
      const options = makeCase().options;
      const [q, k, v] = inputs();
      const right = h.scaledDotProductAttention(q, k, v, options);
      const blind = placesWhere(queries, (query) => !one.sees(query, one.place));
      const badKeys = h.scaledDotProductAttention(q, spoiled(k, one.place, value), v, options);
      const badValues = h.scaledDotProductAttention(q, k, spoiled(v, one.place, value), options);
      expect(rowsOf(badKeys, blind)).toEqual(rowsOf(right, blind));
      expect(rowsOf(badValues, blind)).toEqual(rowsOf(right, blind));
      for (const query of placesWhere(queries, (at) => one.sees(at, one.place))) {
        const seen = rowsOf(badValues, [query]).map((row) => row.every(Number.isFinite));
        expect(seen).not.toContain(true);
      }
    });

    const gradientsOf = (
      q: h.Tensor,
      k: h.Tensor,
      v: h.Tensor,
      dOut: h.Tensor,
    ): [h.Tensor, h.Tensor, h.Tensor] => {
      const options = makeCase().options;
      const loss = (...[a = q, b = k, c = v]: h.Tensor[]): h.Tensor =>
        h.sum(h.multiply(h.scaledDotProductAttention(a, b, c, options), dOut));
      const [dq = q, dk = k, dv = v] = h.grad(loss)(q, k, v);
      return [dq, dk, dv];
    };

    it.each([Number.NaN, Infinity, -Infinity])('gradients beside a key and its value with %d', (value) => {
      const [q, k, v, dOut] = inputs();
      const right = gradientsOf(q, k, v, dOut);
      const blind = placesWhere(queries, (query) => !one.sees(query, one.place));
      const apart = placesWhere(
        keys,
        (key) => !placesWhere(queries, (query) => one.sees(query, one.place)).some((at) => one.sees(at, key)),
      );
      for (const found of [
        gradientsOf(q, spoiled(k, one.place, value), v, dOut),
        gradientsOf(q, k, spoiled(v, one.place, value), dOut),
      ]) {
        expect(rowsOf(found[0], blind)).toEqual(rowsOf(right[0], blind));
        for (const at of [1, 2] as const) expect(rowsOf(found[at], apart)).toEqual(rowsOf(right[at], apart));
      }
    });

    it.each([Number.NaN, Infinity, -Infinity])(
      'gradients beside a query, and its gradient, with %d',
      (value) => {
        const [q, k, v, dOut] = inputs();
        const right = gradientsOf(q, k, v, dOut);
        const query = Math.min(one.place, queries - 1);
        const others = placesWhere(queries, (at) => at !== query);
        const unseen = placesWhere(keys, (key) => !one.sees(query, key));
        for (const found of [
          gradientsOf(spoiled(q, query, value), k, v, dOut),
          gradientsOf(q, k, v, spoiled(dOut, query, value)),
        ]) {
          expect(rowsOf(found[0], others)).toEqual(rowsOf(right[0], others));
          for (const at of [1, 2] as const)
            expect(rowsOf(found[at], unseen)).toEqual(rowsOf(right[at], unseen));
        }
      },
    );
  });
});
