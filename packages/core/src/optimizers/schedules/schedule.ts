import { OptionError } from '../../errors.ts';

/**
 * The learning rate as a pure function of the number of the update. The first update is number 1, and there is no
 * update 0. Nothing is remembered between calls, so a resumed run goes on as if it had never stopped.
 *
 * Warm-ups rise by equal steps to the full rate at update `warmup + 1`, and decays reach their final rate one
 * update after the last: neither the first update nor the last one is idle.
 *
 * @example
 * ```ts
 * import { noam, type Schedule } from '@heed/core';
 * const paper: Schedule = noam({ width: 512, warmup: 4000 });
 * const halved: Schedule = { rateAt: (step) => paper.rateAt(step) / 2 };
 * console.log(halved.rateAt(1)); // 8.73e-8
 * ```
 */
export interface Schedule {
  /**
   * The rate of one update.
   *
   * @param step Number of the update, from 1.
   * @throws {OptionError} for step 0 and anything else that is not a whole number of at least 1.
   */
  rateAt(step: number): number;
}

/** A schedule from a formula; refuses numbers that no update has. */
export function defineSchedule(name: string, formula: (step: number) => number): Schedule {
  return {
    rateAt: (step) => {
      if (!Number.isSafeInteger(step) || step < 1) {
        throw new OptionError(`${name}: updates are numbered 1, 2, 3, …; there is no update ${step}`);
      }
      return formula(step);
    },
  };
}

/** Refuses an option that is not a finite number of at least 0. */
export function checkNumber(name: string, option: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) {
    throw new OptionError(`${name}: ${option} must be a finite number of at least 0, got ${value}`);
  }
}

/** The part of the full rate that a linear warm-up gives: s / (w + 1) while s ≤ w, then 1. */
export function warmupFactor(step: number, warmup: number): number {
  return Math.min(1, step / (warmup + 1));
}

/** Halfway between two rates along a cosine: `from` at progress 0, `to` at 1. */
export function cosineBetween(from: number, to: number, progress: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * progress))) / 2;
}
