import { checkPairs } from './accuracy.ts';

/**
 * Matthews' correlation of predicted and expected classes, −1…1, for two classes or more (Gorodkin 2004); 0 where one side
 * has one class alone.
 *
 * @throws {ShapeError} for lists of different lengths, and for empty ones.
 *
 * @example
 * ```ts
 * import { matthewsCorrelation } from '@heed/transformer';
 * console.log(matthewsCorrelation([1, 1, 0, 0], [1, 0, 0, 0])); // 0.5774
 * ```
 */
export function matthewsCorrelation<Class>(predicted: readonly Class[], expected: readonly Class[]): number {
  checkPairs('matthewsCorrelation', predicted, expected);
  const count = predicted.length;
  const right = predicted.filter((value, index) => value === expected[index]).length;
  const said = countOf(predicted);
  const wanted = countOf(expected);
  const dot = (a: ReadonlyMap<Class, number>, b: ReadonlyMap<Class, number>): number =>
    [...a].reduce((sum, [value, times]) => sum + times * (b.get(value) ?? 0), 0);
  const spread = Math.sqrt((count ** 2 - dot(said, said)) * (count ** 2 - dot(wanted, wanted)));
  return spread === 0 ? 0 : (right * count - dot(said, wanted)) / spread;
}

function countOf<Class>(values: readonly Class[]): ReadonlyMap<Class, number> {
  const counts = new Map<Class, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
