import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../errors.ts';
import {
  constant,
  cosine,
  inverseSquareRoot,
  linearWarmup,
  noam,
  polynomial,
  type Schedule,
} from './index.ts';

interface Golden {
  readonly schedules: Readonly<Record<string, { readonly rates: readonly number[] }>>;
}

const file = new URL('../../../../../fixtures/schedules/rates.json', import.meta.url);
const golden: Golden = JSON.parse(readFileSync(file, 'utf8'));

function expectClose(seen: number, expected: number, tolerance: number): void {
  expect(Math.abs(seen - expected) / Math.max(Math.abs(expected), 1e-300)).toBeLessThan(tolerance);
}

describe('rates equal those of PyTorch and transformers', () => {
  // Their schedules count from 0 and give update 0 the rate 0 where there is a warm-up. Ours have no idle update:
  // `warmup` and `total` are one less, and our update s has the rate of their step s.
  const shifted = { rate: 1, warmup: 19, total: 99 };
  const cases: readonly [name: string, schedule: Schedule, first: number, end: number][] = [
    ['noam', noam({ width: 512, warmup: 40 }), 0, 120],
    ['cosine-annealing', cosine({ rate: 1, total: 100, finalRate: 0.1 }), 0, 100],
    ['transformers-constant_with_warmup', linearWarmup({ rate: 1, warmup: 19 }), 1, 120],
    ['transformers-linear', polynomial(shifted), 1, 120],
    // Theirs rises again after the end; ours stays at the final rate.
    ['transformers-cosine', cosine(shifted), 1, 101],
    ['transformers-cosine_with_restarts', cosine(shifted), 1, 120],
    ['transformers-polynomial', polynomial({ ...shifted, finalRate: 1e-7 }), 1, 120],
    ['transformers-inverse_sqrt', inverseSquareRoot({ rate: 1, warmup: 19 }), 1, 120],
  ];
  it.each(cases)('%s', (name, schedule, first, end) => {
    const rates = golden.schedules[name]?.rates ?? [];
    expect(rates.length).toBeGreaterThanOrEqual(Math.min(end, 100));
    for (const [index, expected] of rates.slice(first, end).entries()) {
      const step = first === 0 ? index + 1 : first + index;
      if (expected === 0) expect(schedule.rateAt(step)).toBe(0);
      else expect(Math.abs(schedule.rateAt(step) - expected)).toBeLessThan(1e-14);
    }
  });
});

describe('case 19: schedules at their corners', () => {
  it('noam has the rates of the paper, from update 1', () => {
    const schedule = noam({ width: 512, warmup: 4000 });
    const expected: readonly [step: number, rate: number][] = [
      [1, 1.746928e-7],
      [2, 3.493856e-7],
      [3999, 6.985966e-4],
      [4000, 6.987712e-4],
      [4001, 6.986839e-4],
      [16000, 3.493856e-4],
    ];
    for (const [step, rate] of expected) expectClose(schedule.rateAt(step), rate, 2e-7);
  });

  it('a linear warm-up starts above 0 and is full at index 2000', () => {
    const schedule = linearWarmup({ rate: 6e-4, warmup: 2000 });
    expectClose(schedule.rateAt(1), 2.998501e-7, 2e-7);
    expect(schedule.rateAt(2001)).toBe(6e-4);
    expect(schedule.rateAt(2000)).toBeLessThan(6e-4);
  });

  const corners: readonly [name: string, schedule: Schedule][] = [
    ['constant', constant({ rate: 0.5 })],
    ['polynomial with warm-up = total = 100', polynomial({ rate: 1, warmup: 100, total: 100 })],
    ['cosine with warm-up = total = 100', cosine({ rate: 1, warmup: 100, total: 100 })],
    ['polynomial without warm-up', polynomial({ rate: 1, warmup: 0, total: 100, power: 2 })],
    ['cosine without warm-up', cosine({ rate: 1, warmup: 0, total: 100 })],
    ['noam without warm-up', noam({ width: 512, warmup: 0 })],
    ['warm-up of 0', linearWarmup({ rate: 1, warmup: 0 })],
    ['inverse square root without warm-up', inverseSquareRoot({ rate: 1, warmup: 0 })],
    ['polynomial with total 1', polynomial({ rate: 1, total: 1 })],
    ['cosine with total 1', cosine({ rate: 1, total: 1 })],
    ['cosine with total 1, all warm-up', cosine({ rate: 1, warmup: 1, total: 1 })],
  ];
  it.each(corners)(
    '%s is finite and at least 0; update 0 is refused; update 1 is not idle',
    (_, schedule) => {
      for (let step = 1; step <= 205; step++) {
        const rate = schedule.rateAt(step);
        expect(Number.isFinite(rate) && rate >= 0).toBe(true);
      }
      expect(schedule.rateAt(1)).toBeGreaterThan(0);
      for (const step of [0, -1, 1.5, Number.NaN]) expect(() => schedule.rateAt(step)).toThrow(OptionError);
    },
  );

  it('the first two updates of a warm-up have different rates, the last one is not idle', () => {
    const schedule = polynomial({ rate: 1, warmup: 3, total: 7 });
    const rates = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => schedule.rateAt(step));
    expect(rates).toEqual([0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25, 0]);
  });

  it('what cannot be is refused by name', () => {
    expect(() => polynomial({ rate: 1, warmup: 101, total: 100 })).toThrow(/warmup of 101 .* total, 100/);
    expect(() => cosine({ rate: 1, total: 0 })).toThrow(/total/);
    expect(() => noam({ width: 0, warmup: 4000 })).toThrow(/width/);
    const withoutWidth: { width: number; warmup: number } = JSON.parse('{ "warmup": 4000 }');
    expect(() => noam(withoutWidth)).toThrow(/width/);
    const misspelt = { rate: 1, warmup: 3, totl: 7 };
    expect(() => linearWarmup(misspelt)).toThrow(/totl/);
  });
});
