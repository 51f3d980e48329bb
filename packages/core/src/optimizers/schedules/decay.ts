import { OptionError } from '../../errors.ts';
import { checkOptions, checkWhole } from '../../options.ts';
import { checkNumber, cosineBetween, defineSchedule, type Schedule, warmupFactor } from './schedule.ts';

/** Options of the schedules that warm up and then fall until the end of training. */
export interface DecayOptions {
  /** The full rate, at update `warmup + 1`. */
  readonly rate: number;
  /** All updates of the training, warm-up included; the final rate holds from `total + 1` on. */
  readonly total: number;
  /** Updates below the full rate; 0 by default, at most `total`. */
  readonly warmup?: number;
  /** Where the fall ends; 0 by default. */
  readonly finalRate?: number;
}

/** Options of {@link polynomial}. */
export interface PolynomialOptions extends DecayOptions {
  /** The exponent: 1, a straight line, by default. */
  readonly power?: number;
}

/** Warm-up, then `fall(full, final, progress)` with progress (s − 1 − w) / (total − w) from 0 to 1. */
function decay(
  name: string,
  options: DecayOptions,
  fall: (from: number, to: number, progress: number) => number,
): Schedule {
  const { rate, total, warmup = 0, finalRate = 0 } = options;
  checkNumber(name, 'rate', rate);
  checkNumber(name, 'finalRate', finalRate);
  checkWhole(`${name}: total`, total);
  checkWhole(`${name}: warmup`, warmup, 0);
  if (warmup > total)
    throw new OptionError(`${name}: warmup of ${warmup} updates is longer than total, ${total}`);
  return defineSchedule(name, (step) => {
    if (step <= warmup) return rate * warmupFactor(step, warmup);
    // Also where warm-up fills the training and there is no fall to divide by.
    if (step > total) return finalRate;
    return fall(rate, finalRate, (step - 1 - warmup) / (total - warmup));
  });
}

/**
 * Linear warm-up, then a fall along a polynomial to `finalRate`:
 * `final + (rate − final) · (1 − (s − 1 − w) / (total − w))^power`.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { polynomial } from '@heed/core';
 * const line = polynomial({ rate: 1, total: 4 });
 * console.log([1, 2, 3, 4, 5].map(line.rateAt)); // [1, 0.75, 0.5, 0.25, 0]
 * ```
 */
export function polynomial(options: PolynomialOptions): Schedule {
  checkOptions('polynomial', options, ['rate', 'total', 'warmup', 'finalRate', 'power']);
  const { power = 1 } = options;
  checkNumber('polynomial', 'power', power);
  return decay('polynomial', options, (from, to, progress) => to + (from - to) * (1 - progress) ** power);
}

/**
 * Linear warm-up, then half a cosine down to `finalRate` (Loshchilov and Hutter 2017, "SGDR"):
 * `final + (rate − final) · (1 + cos(π (s − 1 − w) / (total − w))) / 2`.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { cosine } from '@heed/core';
 * const schedule = cosine({ rate: 6e-4, warmup: 100, total: 2000, finalRate: 6e-5 });
 * console.log(schedule.rateAt(101)); // 0.0006
 * ```
 */
export function cosine(options: DecayOptions): Schedule {
  checkOptions('cosine', options, ['rate', 'total', 'warmup', 'finalRate']);
  return decay('cosine', options, cosineBetween);
}
