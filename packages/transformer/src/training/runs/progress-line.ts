import { checkOptions } from '@heed/core';
import type { RunObserver, UpdateReport } from './observer.ts';

/** Options of {@link progressLine}. */
export interface ProgressLineOptions {
  /** Updates between two lines; 10 by default. */
  readonly every?: number;
}

/**
 * One line of text now and then on how training goes: update, loss, rate, speed, time left; and one for each evaluation.
 *
 * @param write Shows a line: on a terminal, a page, in a log.
 *
 * @example
 * ```ts
 * import { progressLine } from '@heed/transformer/training';
 * const observer = progressLine(console.log, { every: 100 });
 * await observer.onStart?.({ step: 0, steps: 1000 });
 * await observer.onEvaluation?.({ step: 100, measures: { loss: 0.41, accuracy: 0.8 }, isBest: true });
 * // update 100: loss 0.4100, accuracy 0.8000, the best so far
 * ```
 */
export function progressLine(write: (line: string) => void, options: ProgressLineOptions = {}): RunObserver {
  checkOptions('progressLine', options, ['every']);
  const { every = 10 } = options;
  let steps = 0;
  return {
    onStart: (start) => {
      steps = start.steps;
      if (start.step > 0) write(`going on from update ${start.step} of ${steps}`);
    },
    onStep: (report) => {
      if (report.step % every === 0 || report.step === steps) write(describe(report, steps));
    },
    onEvaluation: ({ step, measures, isBest }) => {
      const figures = Object.entries(measures).map(([name, value]) => `${name} ${value.toFixed(4)}`);
      write(`update ${step}: ${figures.join(', ')}${isBest ? ', the best so far' : ''}`);
    },
    onEnd: (reason) => write(reason),
  };
}

function describe(report: UpdateReport, steps: number): string {
  const { step, epoch, loss, norm, rate, targetsInAll, seconds } = report;
  return [
    `update ${step}/${steps}`,
    `epoch ${epoch}`,
    `loss ${loss.toFixed(3)}`,
    `norm ${norm.toFixed(2)}`,
    `rate ${rate.toExponential(2)}`,
    `${Math.round(targetsInAll / Math.max(seconds, 1e-9))} targets/s`,
    `${describeTime(((steps - step) * seconds) / step)} left`,
  ].join('  ');
}

/** Seconds as `1 h 05 m` or `3 m 07 s`. */
function describeTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole >= 3600) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} m`;
  return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
}
