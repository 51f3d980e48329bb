import { checkOptions, checkWhole } from '../../options.ts';
import { checkNumber, defineSchedule, type Schedule } from './schedule.ts';

/** Options of {@link noam}. */
export interface NoamOptions {
  /** Width of the model, the paper's d_model. */
  readonly width: number;
  /** Updates until the peak. */
  readonly warmup: number;
  /** Multiplies the whole curve; 1 by default, as in the paper. */
  readonly factor?: number;
}

/**
 * The schedule of "Attention is all you need" (Vaswani et al. 2017, §5.3): `factor · d^−½ · min(s^−½, s · w^−3/2)`.
 * It rises linearly until update `warmup`, then falls with the square root of the update.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { noam } from '@heed/core';
 * const schedule = noam({ width: 512, warmup: 4000 });
 * console.log(schedule.rateAt(1), schedule.rateAt(4000)); // 1.746928e-7 6.987712e-4
 * ```
 */
export function noam(options: NoamOptions): Schedule {
  checkOptions('noam', options, ['width', 'warmup', 'factor']);
  const { width, warmup, factor = 1 } = options;
  checkWhole('noam: width', width);
  checkWhole('noam: warmup', warmup, 0);
  checkNumber('noam', 'factor', factor);
  return defineSchedule(
    'noam',
    (step) => factor * width ** -0.5 * Math.min(step ** -0.5, step * warmup ** -1.5),
  );
}
