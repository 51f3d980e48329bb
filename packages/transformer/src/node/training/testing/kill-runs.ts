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

/** When a process dies: so many milliseconds after so many updates, or after it was started. */
interface Moment {
  readonly updates: number;
  readonly delay: number;
}

/** Lets a small run be killed (SIGKILL) at random moments, starts it anew each time, and lets the last one end. */
export async function killRuns(times: number, generator: RandomGenerator): Promise<KilledRun> {
  const root = await mkdtemp(join(tmpdir(), 'heed-killed-'));
  // So many that no process comes to the end before it is killed.
  const steps = 20 + 12 * times;
  try {
    const { result: undisturbed = '' } = await runOnce(join(root, 'whole'), steps);
    const folder = join(root, 'killed');
    let [killed, kills, mostLost, reached] = ['', 0, 0, 0];
    for (let time = 0; time <= times; time++) {
      // One in four dies while it starts or reads what was saved, the others while they train or save.
      const moment =
        generator.nextInteger(4) === 0
          ? { updates: 0, delay: generator.nextInteger(600) }
          : { updates: 1 + generator.nextInteger(4), delay: generator.nextInteger(30) };
      const run = await runOnce(folder, steps, time === times ? undefined : moment);
      kills += Number(run.result === undefined);
      // A process that died before it said where it starts has lost nothing that was there.
      if (run.start !== undefined) {
        mostLost = Math.max(mostLost, reached - run.start);
        reached = Math.max(run.reached, run.start);
      }
      killed = run.result ?? killed;
    }
    return { undisturbed, killed, mostLost, kills, files: (await readdir(folder)).sort() };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

interface Once {
  readonly start: number | undefined;
  readonly reached: number;
  readonly result: string | undefined;
}

async function runOnce(folder: string, steps: number, moment?: Moment): Promise<Once> {
  const script = join(import.meta.dirname, '../../../../scripts/killed-run.ts');
  const words = ['--conditions=@heed/source', script, folder, String(steps)];
  const child: ChildProcess = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const killAfter = (updates: number): void => {
    if (moment?.updates === updates) setTimeout(() => child.kill('SIGKILL'), moment.delay);
  };
  killAfter(0);
  const ended = new Promise((resolve) => child.once('close', resolve));
  let start: number | undefined;
  let reached = 0;
  let result: string | undefined;
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, value = ''] = line.split(/ (.*)/s);
    if (word === 'start') start = Number(value);
    if (word === 'done') result = value;
    if (word !== 'step') continue;
    reached = Number(value);
    killAfter(reached - (start ?? 0));
  }
  await ended;
  return { start, reached, result };
}
