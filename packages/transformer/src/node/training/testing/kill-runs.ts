import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RandomGenerator } from '@heed/core';

/** What became of a run that was killed again and again. */
export interface KilledRun {
  /** The model's numbers at the end of a run that nobody disturbed, and of the one that was killed. */
  readonly undisturbed: string;
  readonly killed: string;
  /** Most updates that were done again after a kill; at most those since the last saved state. */
  readonly mostLost: number;
  /** Times that a process died by the kill, and did not end before. */
  readonly kills: number;
  /** Files in the folder at the end. */
  readonly files: readonly string[];
}

/** Lets a small run be killed (SIGKILL) at random moments, starts it anew each time, and lets the last one end. */
export async function killRuns(times: number, generator: RandomGenerator): Promise<KilledRun> {
  const root = await mkdtemp(join(tmpdir(), 'heed-killed-'));
  try {
    const { result: undisturbed = '' } = await runOnce(join(root, 'whole'));
    const folder = join(root, 'killed');
    let [killed, kills, mostLost, reached] = ['', 0, 0, 0];
    for (let time = 0; time <= times; time++) {
      const last = time === times;
      // At least one update is done, so that the run comes to an end.
      const run = await runOnce(folder, last ? undefined : () => 1 + generator.nextInteger(400));
      kills += Number(run.result === undefined);
      mostLost = Math.max(mostLost, reached - run.start);
      reached = Math.max(run.reached, run.start);
      killed = run.result ?? killed;
    }
    return { undisturbed, killed, mostLost, kills, files: (await readdir(folder)).sort() };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

interface Once {
  readonly start: number;
  readonly reached: number;
  readonly result: string | undefined;
}

async function runOnce(folder: string, delay?: () => number): Promise<Once> {
  const script = join(import.meta.dirname, '../../../../scripts/killed-run.ts');
  const child: ChildProcess = spawn(process.execPath, ['--conditions=@heed/source', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let [start, reached] = [0, 0];
  let result: string | undefined;
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, value = ''] = line.split(/ (.*)/s);
    if (word === 'start') start = Number(value);
    if (word === 'done') result = value;
    if (word !== 'step') continue;
    reached = Number(value);
    if (delay !== undefined && reached === start + 1) setTimeout(() => child.kill('SIGKILL'), delay());
  }
  await ended;
  return { start, reached, result };
}
