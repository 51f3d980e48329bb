import { describe, expect, it } from 'vitest';
import type { WorkResult } from './results.ts';
import { judge, showNumber, showTime, table, toMarkdown } from './table.ts';
import type { Race } from './work.ts';

describe('numbers', () => {
  it('three digits', () => {
    expect([1234.5, 123.4, 12.34, 1.234, 0.1234, 0.001234, 0].map(showNumber)).toEqual([
      '1235',
      '123',
      '12.3',
      '1.23',
      '0.123',
      '0.00123',
      '0.00',
    ]);
    expect(showNumber(Number.NaN)).toBe('');
  });

  it('times in the unit that suits them', () => {
    expect([2500, 25, 0.5, 0.01].map(showTime)).toEqual(['2.50 s', '25.0 ms', '0.500 ms', '10.0 µs']);
  });
});

it('judge says whether an aim was met, and where only the best rounds met it', () => {
  expect(judge(undefined, { typical: 2, best: 2 })).toBe('');
  expect(judge(1.3, { typical: 1.3, best: 1 })).toBe('≥ 1.3: met');
  expect(judge(1.3, { typical: 1.2, best: 1.4 })).toBe('≥ 1.3: met at best');
  expect(judge(1.3, { typical: 1.2, best: 1.2 })).toBe('≥ 1.3: not met');
});

it('table', () => {
  expect(
    table([
      ['a', 'b'],
      ['x', '1'],
    ]),
  ).toBe('| a | b |\n|---|---:|\n| x | 1 |');
});

describe('toMarkdown', () => {
  const race: Race = {
    kind: 'race',
    name: 'example',
    title: 'Example',
    about: 'About it.',
    cases: [{ name: 'small', setting: {}, operations: 2e6, aims: { slow: 1.5 } }],
  };
  const result = (load: number): WorkResult => ({
    work: 'example',
    date: '2026-01-02T03:04:05Z',
    machine: { processor: 'P', cores: 2, memoryGiB: 8, platform: 'linux x64', node: 'v24.1.0' },
    threads: 2,
    cases: [
      {
        name: 'small',
        load: [0, load],
        sides: [
          {
            peer: 'heed',
            version: '1.0.0',
            status: 'measured',
            rounds: [1, 2],
            processor: [2],
            memory: 100.4,
          },
          {
            peer: 'slow',
            version: '3.2.1',
            status: 'disagrees',
            rounds: [2, 4],
            processor: [6],
            difference: 0.5,
          },
          { peer: 'absent', status: 'not installed' },
        ],
      },
    ],
  });

  it('fastest first, with ratios, aims, and who is not there', () => {
    const lines = toMarkdown(race, result(0)).split('\n');
    expect(lines[0]).toBe('About it. `pnpm bench example`');
    expect(lines[2]).toBe('P, 2 cores, Node 24.1.0, 2 threads, 2026-01-02.');
    expect(lines).toContain(
      '| **Heed** | 1.50 ms | 1.00 ms | 1.25 ms to 1.75 ms | 1.33 GFLOP/s |  |  |  |  | 100 MB |',
    );
    expect(lines).toContain(
      '| slow 3.2.1 (answers differ by 5.0e-1) | 3.00 ms | 2.00 ms | 2.50 ms to 3.50 ms | 0.667 GFLOP/s | 2.00 | 2.00 | 3.00 | ≥ 1.5: met |  |',
    );
    expect(lines.at(-2)).toBe('absent: not installed.');
  });

  it('no ratios and no verdicts where we did not run', () => {
    const { cases, ...rest } = result(0);
    const [{ sides, ...one } = { name: '', load: [0, 0] as const, sides: [] }] = cases;
    const alone = sides.map((side) => (side.peer === 'heed' ? { peer: 'heed', status: 'failed' } : side));
    expect(toMarkdown(race, { ...rest, cases: [{ ...one, sides: alone }] })).toContain(
      '| slow 3.2.1 (answers differ by 5.0e-1) | 3.00 ms | 2.00 ms | 2.50 ms to 3.50 ms | 0.667 GFLOP/s |  |  |  |  |  |',
    );
  });

  it('the browser is named where pages were measured', () => {
    const { machine, ...rest } = result(0);
    const page = toMarkdown(race, { ...rest, machine: { ...machine, chromium: '156.0.8078.108' } });
    expect(page).toContain('P, 2 cores, Node 24.1.0, Chromium 156.0.8078.108, 2 threads, 2026-01-02.');
  });

  it('a busy machine is named', () => {
    expect(toMarkdown(race, result(7.25))).toContain('had other work (load 0.0 to 7.3)');
  });
});
