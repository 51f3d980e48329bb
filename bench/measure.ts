import type { Backend } from '@heed/core';
import { use } from '@heed/core';

/** One piece of work that two backends do. */
export interface Work {
  readonly name: string;
  /** Prepares on the current backend; `run` does the work once and returns numbers that must agree. */
  readonly prepare: () => { run(): readonly number[]; dispose(): void };
  /** How far the answers may lie apart, relative to the largest. */
  readonly tolerance: number;
  /** Floating-point operations of one run, for a rate; left out where it says little. */
  readonly operations?: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function checkAgreement(name: string, a: readonly number[], b: readonly number[], tolerance: number): void {
  const largest = Math.max(1, ...b.map(Math.abs));
  const worst = Math.max(0, ...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN)))) / largest;
  if (!(worst <= tolerance))
    throw new Error(`${name}: the answers differ by ${worst}, more than ${tolerance}`);
}

/** Runs the work on both backends by turns, checks that the answers agree, and gives the median times in ms. */
export function compare(
  work: Work,
  fast: Backend,
  reference: Backend,
  rounds: number,
): { fast: number; reference: number } {
  const sides = [fast, reference].map((backend) => {
    use(backend);
    return { backend, ...work.prepare() };
  });
  const times = sides.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    const answers = sides.map(({ backend, run }, side) => {
      use(backend);
      const started = performance.now();
      const answer = run();
      // The first round warms up.
      if (round > 0) times[side]?.push(performance.now() - started);
      return answer;
    });
    checkAgreement(work.name, answers[0] ?? [], answers[1] ?? [], work.tolerance);
  }
  for (const side of sides) side.dispose();
  return { fast: median(times[0] ?? []), reference: median(times[1] ?? []) };
}
