import { type WeightArray, WeightsError } from '@heed/core';

/**
 * Puts the rows of a projection to queries or keys from the order of RoPE with neighbouring pairs, (0, 1), (2, 3), …,
 * into that with halves, (0, D/2), (1, D/2 + 1), …: row 2 i + j of each head becomes its row j D/2 + i.
 *
 * @param heads Of this projection: its own number, which in grouped models differs between queries and keys.
 * @throws {WeightsError} when the rows do not divide into pairs of each head.
 */
export function undoInterleaving(array: WeightArray, heads: number, where: string): WeightArray {
  const [rows = 0] = array.shape;
  const headRows = rows / heads;
  if (!Number.isInteger(headRows / 2)) {
    throw new WeightsError(
      `${where}: ${rows} rows do not divide into ${heads} heads of an even number of rows`,
    );
  }
  // Rows move as bytes, whatever is in them: numbers or blocks.
  const data = array.data.slice();
  const from = bytesOf(array.data);
  const to = bytesOf(data);
  const width = from.length / rows;
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < headRows; row++) {
      const place = (row % 2) * (headRows / 2) + Math.floor(row / 2);
      const at = (head * headRows + row) * width;
      to.set(from.subarray(at, at + width), (head * headRows + place) * width);
    }
  }
  return { ...array, data };
}

function bytesOf({ buffer, byteOffset, byteLength }: WeightArray['data']): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
