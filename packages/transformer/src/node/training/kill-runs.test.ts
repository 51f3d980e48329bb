import { RandomGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { killRuns } from './testing/kill-runs.ts';

// scripts/kill-runs.ts does the same thirty times.
it('a run that is killed at random moments ends with the same bits, loses two updates at most and no file', async () => {
  const run = await killRuns(3, new RandomGenerator(5));
  expect(run.kills).toBe(3);
  expect(run.killed).toBe(run.undisturbed);
  expect(run.killed.length).toBeGreaterThan(1000);
  expect(run.mostLost).toBeLessThanOrEqual(2);
  // A file under way when the process died keeps its temporary name, and is removed by a later save an hour after.
  expect(run.files.filter((name) => !name.endsWith('.tmp'))).toEqual(['last.safetensors', 'log.jsonl']);
});
