import { type StoredNumbers, type WeightArray, WeightsError } from '@heed/core';

/**
 * Puts the rows of a projection to queries or keys from the order of RoPE with neighbouring pairs, (0, 1), (2, 3), …,
 * into that with halves, (0, D/2), (1, D/2 + 1), …: row 2 i + j of each head becomes its row j D/2 + i.
 *
 * @param heads Of this projection: its own number, which in grouped models differs between queries and keys.
 * @throws {WeightsError} when the rows do not divide into pairs of each head.
 */
export function undoInterleaving(array: WeightArray, heads: number, where: string): WeightArray {
  const [rows = 0, ...rest] = array.shape;
  const headRows = rows / heads;
  if (!Number.isInteger(headRows / 2)) {
    throw new WeightsError(
      `${where}: ${rows} rows do not divide into ${heads} heads of an even number of rows`,
    );
  }
  const width = rest.reduce((product, length) => product * length, 1);
  const from = array.data;
  const to = from.slice();
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < headRows; row++) {
      const place = (row % 2) * (headRows / 2) + Math.floor(row / 2);
      const at = (head * headRows + row) * width;
      copy(to, (head * headRows + place) * width, from, at, width);
    }
  }
  return { ...array, data: to };
}

function copy(to: StoredNumbers, place: number, from: StoredNumbers, at: number, width: number): void {
  for (let index = 0; index < width; index++) {
    const value = from[at + index];
    if (value !== undefined) to[place + index] = value;
  }
}
