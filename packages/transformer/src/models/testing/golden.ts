import { type Tensor, tensor } from '@heed/core';
import type { GoldenArray } from '../../../../../fixtures/read-golden.ts';
import type { GoldenModel } from '../../../../../fixtures/read-model.ts';

/** An array of a golden model by name. */
export function goldenArray({ io }: GoldenModel, name: string): GoldenArray {
  const found = io.get(name);
  if (found === undefined) throw new Error(`the golden file has no ${name}`);
  return found;
}

/** Ids or floats of a golden model as a tensor. */
export function goldenTensor(golden: GoldenModel, name: string): Tensor {
  const { data, shape } = goldenArray(golden, name);
  return tensor(data, { shape });
}

/** An `attention_mask` of ones and zeros as our mask: boolean [batch, 1, 1, length], true = a real token. */
export function goldenMask(golden: GoldenModel, name: string): Tensor {
  const { data, shape } = goldenArray(golden, name);
  const [batch = 0, length = 0] = shape;
  return tensor(Uint8Array.from(data), { shape: [batch, 1, 1, length], dtype: 'bool' });
}

/** Positions that count the real tokens of each row, as transformers has them with padding: int32 [batch, length]. */
export function countedPositions(mask: GoldenArray): Tensor {
  const [batch = 0, length = 0] = mask.shape;
  const ids = new Int32Array(batch * length);
  for (let row = 0; row < batch; row++) {
    let seen = 0;
    for (let at = row * length; at < (row + 1) * length; at++) {
      ids[at] = mask.data[at] === 0 ? 1 : seen++;
    }
  }
  return tensor(ids, { shape: [batch, length] });
}

/**
 * The largest difference, relative to the largest expected number, over the rows that hold a real token.
 *
 * @param actual [batch, length, …], as the golden array
 * @param kept attention mask [batch, length]; all rows without it
 */
export function worstDifference(actual: Tensor, expected: GoldenArray, kept?: GoldenArray): number {
  checkShape(actual, expected);
  const numbers = actual.dataSync();
  const stride = kept === undefined ? 1 : numbers.length / kept.data.length;
  const scale = Array.from(expected.data).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let worst = 0;
  for (let at = 0; at < numbers.length; at++) {
    if (kept !== undefined && kept.data[Math.floor(at / stride)] === 0) continue;
    worst = Math.max(worst, Math.abs((numbers[at] ?? Number.NaN) - (expected.data[at] ?? Number.NaN)));
  }
  return worst / scale;
}

/**
 * The largest difference of maps, over the queries that are real tokens.
 *
 * @param actual [batch, heads, queries, keys], as the golden array
 * @param kept attention mask [batch, queries]; all queries without it
 */
export function worstMap(actual: Tensor, expected: GoldenArray, kept?: GoldenArray): number {
  checkShape(actual, expected);
  const [, heads = 0, queries = 0, keys = 0] = actual.shape;
  const numbers = actual.dataSync();
  let worst = 0;
  for (let at = 0; at < numbers.length; at++) {
    const row = Math.floor(at / (heads * queries * keys));
    const query = Math.floor(at / keys) % queries;
    if (kept !== undefined && kept.data[row * queries + query] === 0) continue;
    worst = Math.max(worst, Math.abs((numbers[at] ?? Number.NaN) - (expected.data[at] ?? Number.NaN)));
  }
  return worst;
}

function checkShape(actual: Tensor, expected: GoldenArray): void {
  if (actual.shape.join() === expected.shape.join()) return;
  throw new Error(`shapes differ: [${actual.shape}] and [${expected.shape}]`);
}
