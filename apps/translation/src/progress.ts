import type { StepReport } from '@heed/transformer/training';

/** Seconds as `1 h 05 m` or `3 m 07 s`. */
function describeTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [big, small, units] =
    whole >= 3600
      ? [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), ['h', 'm']]
      : [Math.floor(whole / 60), whole % 60, ['m', 's']];
  return `${big} ${units[0]} ${String(small).padStart(2, '0')} ${units[1]}`;
}

/** One line on how training goes: update, loss, rate, tokens per second, time left. */
export function describeProgress(
  step: number,
  steps: number,
  report: StepReport,
  total: { readonly tokens: number; readonly seconds: number; readonly epoch: number },
): string {
  const speed = total.tokens / Math.max(total.seconds, 1e-9);
  const perStep = total.seconds / Math.max(step, 1);
  return [
    `update ${step}/${steps}`,
    `epoch ${total.epoch}`,
    `loss ${report.loss.toFixed(3)}`,
    `norm ${report.norm.toFixed(2)}`,
    `rate ${report.rate.toExponential(2)}`,
    `${Math.round(speed)} tokens/s`,
    `${describeTime((steps - step) * perStep)} left`,
  ].join('  ');
}
