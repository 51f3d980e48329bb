import { RotaryPositions, sinusoidalTable } from '@heed/attention';
import { matmul, RandomGenerator, tensor, tidy } from '@heed/core';
import { type Heat, inRows } from './heat.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, place) => String(place));

/** The sinusoid table: a row per position. */
export function sinusoids(length: number, width: number): Heat {
  return {
    rows: names(length),
    columns: names(width),
    values: inRows(sinusoidalTable(length, width), width),
  };
}

/** Dot products of the sinusoids of all pairs of positions: they depend on the distance alone. */
export function sinusoidSimilarity(length: number, width: number): Heat {
  return tidy(() => {
    const table = tensor(Array.from(sinusoidalTable(length, width)), { shape: [length, width] });
    const products = matmul(table, table, { transposeB: true });
    return { rows: names(length), columns: names(length), values: inRows(products.dataSync(), length) };
  });
}

/** Scores of one query and one key, the same at every place, after each was turned to its position. */
export function rotaryScores(length: number, width: number, base: number): Heat {
  return tidy(() => {
    const generator = new RandomGenerator(3);
    const rotary = new RotaryPositions(width, { base });
    const everywhere = (numbers: ArrayLike<number>): number[] =>
      Array.from({ length }, () => Array.from(numbers)).flat();
    const turn = (numbers: ArrayLike<number>) =>
      rotary.forward(tensor(everywhere(numbers), { shape: [1, 1, length, width] }));
    const query = generator.normal([width]).dataSync();
    const scores = matmul(turn(query), turn(query), { transposeB: true });
    return { rows: names(length), columns: names(length), values: inRows(scores.dataSync(), length) };
  });
}
