import { checkWhole } from '@heed/core';

/**
 * Names for the patches of a picture, row by row, counted from 1: `patch 1,1`, `patch 1,2` …
 *
 * @throws {OptionError} if the numbers are not whole numbers from 1.
 *
 * @example
 * ```ts
 * import { patchWords } from '@heed/attention/pictures';
 * console.log(['[CLS]', ...patchWords(2, 2)]);
 * // [ '[CLS]', 'patch 1,1', 'patch 1,2', 'patch 2,1', 'patch 2,2' ]
 * ```
 */
export function patchWords(rows: number, columns: number): string[] {
  checkWhole('patchWords: rows', rows);
  checkWhole('patchWords: columns', columns);
  return Array.from({ length: rows * columns }, (_, index) => {
    return `patch ${Math.floor(index / columns) + 1},${(index % columns) + 1}`;
  });
}
