import { checkKind, checkWhole, ShapeError } from '@heed/core';

/** A path through a table: the cells it passes, in order. */
export interface WarpingPath {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

const diagonally = 0;
const down = 1;
const along = 2;

/**
 * Dynamic time warping: the way from the first cell of a table of costs to the last, by steps down, along, or both,
 * whose costs add up to the least (Sakoe and Chiba, “Dynamic programming algorithm optimization for spoken word
 * recognition”, 1978). Of equal ways, steps along come first, as in openai/whisper.
 *
 * @param costs [rows, columns], row by row.
 *
 * @example
 * ```ts
 * import { dynamicTimeWarping } from '@heed/speech';
 * const { rows, columns } = dynamicTimeWarping(Float64Array.of(0, 1, 1, 1, 0, 0), 2, 3);
 * console.log(rows, columns); // [0, 1, 1], [0, 1, 2]
 * ```
 */
export function dynamicTimeWarping(
  costs: Float32Array | Float64Array,
  rows: number,
  columns: number,
): WarpingPath {
  checkKind('dynamicTimeWarping: costs', costs, 'a list');
  checkWhole('dynamicTimeWarping: rows', rows);
  checkWhole('dynamicTimeWarping: columns', columns);
  if (costs.length !== rows * columns) {
    throw new ShapeError(`dynamicTimeWarping: ${costs.length} costs do not fill ${rows} × ${columns}`);
  }
  const steps = new Uint8Array(rows * columns);
  // Costs up to the cells of the row above and of this one, each with a cell before the first column.
  let above = new Float32Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  above[0] = 0;
  for (let row = 0; row < rows; row++) {
    const here = new Float32Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    for (let column = 0; column < columns; column++) {
      const both = above[column] ?? 0;
      const fromAbove = above[column + 1] ?? 0;
      const fromBefore = here[column] ?? 0;
      const step = fromBefore <= Math.min(both, fromAbove) ? along : both <= fromAbove ? diagonally : down;
      const least = step === diagonally ? both : step === down ? fromAbove : fromBefore;
      here[column + 1] = least + (costs[row * columns + column] ?? 0);
      steps[row * columns + column] = step;
    }
    above = here;
  }
  return pathBack(steps, rows, columns);
}

function pathBack(steps: Uint8Array, rows: number, columns: number): WarpingPath {
  const path: [row: number, column: number][] = [];
  let [row, column] = [rows - 1, columns - 1];
  while (row >= 0 && column >= 0) {
    path.push([row, column]);
    // In the first row there is no way down, in the first column none along.
    const step = row === 0 ? along : column === 0 ? down : steps[row * columns + column];
    if (step !== along) row--;
    if (step !== down) column--;
  }
  path.reverse();
  return { rows: Int32Array.from(path, ([at]) => at), columns: Int32Array.from(path, ([, at]) => at) };
}
