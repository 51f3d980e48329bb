import { checkPairs } from './accuracy.ts';

/** How well one class is found. */
export interface ClassScores {
  /** Of those said to be of the class, the share that are. */
  readonly precision: number;
  /** Of those of the class, the share that were found. */
  readonly recall: number;
  readonly f1: number;
  /** How many are of the class. */
  readonly support: number;
}

/** What {@link f1Scores} finds. */
export interface F1Scores<Class> {
  /** Over all decisions together; where each has one class it is the accuracy. */
  readonly micro: number;
  /** The mean over classes, each counting the same. */
  readonly macro: number;
  readonly classes: ReadonlyMap<Class, ClassScores>;
}

/**
 * F1, the harmonic mean of precision and recall, over the classes that were expected or predicted (as scikit-learn; what
 * would be 0 / 0 is 0).
 *
 * @throws {ShapeError} for lists of different lengths, and for empty ones.
 *
 * @example
 * ```ts
 * import { f1Scores } from '@heed/transformer';
 * const { micro, macro } = f1Scores([0, 1, 1, 2], [0, 1, 2, 2]);
 * console.log(micro, macro); // 0.75 0.7778
 * ```
 */
export function f1Scores<Class>(predicted: readonly Class[], expected: readonly Class[]): F1Scores<Class> {
  checkPairs('f1Scores', predicted, expected);
  const classes = new Map<Class, ClassScores>();
  let right = 0;
  for (const one of new Set([...expected, ...predicted])) {
    const support = expected.filter((value) => value === one).length;
    const said = predicted.filter((value) => value === one).length;
    const hits = predicted.filter((value, index) => value === one && expected[index] === one).length;
    right += hits;
    classes.set(one, {
      precision: ratio(hits, said),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, said + support),
      support,
    });
  }
  const sum = [...classes.values()].reduce((total, { f1 }) => total + f1, 0);
  return { micro: right / expected.length, macro: sum / classes.size, classes };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
