import { expect, it } from 'vitest';
import { Job } from './job.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('a new piece of work ends the one before, and begins when that has ended', async () => {
  const job = new Job();
  const told: string[] = [];
  const first = job.run(async (signal) => {
    for (;;) {
      await turn();
      if (signal.aborted) break;
    }
    await turn();
    told.push('first has ended');
    signal.throwIfAborted();
  });
  await turn();
  const second = job.run(async () => void told.push('second'));
  expect(await first).toBe(false);
  expect(await second).toBe(true);
  expect(told).toEqual(['first has ended', 'second']);
});

it('an error is thrown on, and the next piece of work runs', async () => {
  const job = new Job();
  await expect(job.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await job.run(async () => {})).toBe(true);
});

it('work that is cancelled before it begins does not begin', async () => {
  const job = new Job();
  let begun = false;
  const work = job.run(async () => {
    begun = true;
  });
  job.cancel();
  expect(await work).toBe(false);
  expect(begun).toBe(false);
});
