import { checkOptions, checkWhole } from '../../options.ts';
import { checkNumber, defineSchedule, type Schedule, warmupFactor } from './schedule.ts';

/** Options of {@link constant}. */
export interface ConstantOptions {
  /** The rate of every update. */
  readonly rate: number;
}

/**
 * One rate for every update.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { constant } from '@heed/core';
 * console.log(constant({ rate: 1e-3 }).rateAt(7)); // 0.001
 * ```
 */
export function constant(options: ConstantOptions): Schedule {
  checkOptions('constant', options, ['rate']);
  const { rate } = options;
  checkNumber('constant', 'rate', rate);
  return defineSchedule('constant', () => rate);
}

/** Options of the schedules that only warm up. */
export interface WarmupOptions {
  /** The full rate. */
  readonly rate: number;
  /** Updates below the full rate, which comes at update `warmup + 1`. */
  readonly warmup: number;
}

/**
 * Linear warm-up, then one rate: `rate · min(1, s / (w + 1))`.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { linearWarmup } from '@heed/core';
 * const schedule = linearWarmup({ rate: 6e-4, warmup: 2000 });
 * console.log(schedule.rateAt(1), schedule.rateAt(2001)); // 2.998501e-7 0.0006
 * ```
 */
export function linearWarmup(options: WarmupOptions): Schedule {
  checkOptions('linearWarmup', options, ['rate', 'warmup']);
  const { rate, warmup } = options;
  checkNumber('linearWarmup', 'rate', rate);
  checkWhole('linearWarmup: warmup', warmup, 0);
  return defineSchedule('linearWarmup', (step) => rate * warmupFactor(step, warmup));
}

/**
 * Linear warm-up, then a fall with the square root of the update, `rate · √((w + 1) / s)`: the shape of
 * {@link noam} under a peak of one's own (T5 and others).
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { inverseSquareRoot } from '@heed/core';
 * const schedule = inverseSquareRoot({ rate: 0.01, warmup: 99 });
 * console.log(schedule.rateAt(100), schedule.rateAt(400)); // 0.01 0.005
 * ```
 */
export function inverseSquareRoot(options: WarmupOptions): Schedule {
  checkOptions('inverseSquareRoot', options, ['rate', 'warmup']);
  const { rate, warmup } = options;
  checkNumber('inverseSquareRoot', 'rate', rate);
  checkWhole('inverseSquareRoot: warmup', warmup, 0);
  return defineSchedule('inverseSquareRoot', (step) =>
    step <= warmup ? rate * warmupFactor(step, warmup) : rate * Math.sqrt((warmup + 1) / step),
  );
}
