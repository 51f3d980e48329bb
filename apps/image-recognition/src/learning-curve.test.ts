import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRuns } from '../scripts/learning-curve/runs.ts';
import { plotOf, tableOf } from '../scripts/learning-curve/summary.ts';

const folder = join(import.meta.dirname, '..');

it('the table and the plot of the README are those of the log', async () => {
  const runs = await readRuns(join(folder, 'learning-curve', 'digits.jsonl'));
  expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain(`\n\n${tableOf(runs)}\n\n`);
  expect(await plotOf(runs)).toBe(await readFile(join(folder, 'learning-curve', 'digits.svg'), 'utf8'));
});
