import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium } from '../../fixtures/chromium.ts';
import { writeInputs } from './inputs.ts';
import type { Peer } from './peers.ts';
import { TabContestant } from './tab-contestant.ts';

const chromium = findChromium();

/** Answers with what it was given and where it finds itself. */
const side = `
export const prepare = async ({ threads, lacks }, { a }) => {
  if (lacks) return undefined;
  let [befores, runs] = [0, 0];
  return {
    before: () => { befores += 1; },
    run: () => {
      runs += 1;
      if (runs === 3) throw new Error('the third run fails');
      return runs === 2 ? 0.25 : undefined;
    },
    answer: () => [
      ...a.data, ...a.shape, threads, befores, runs,
      Number(typeof document === 'undefined'), Number(crossOriginIsolated), Number(process.env.HEED_BENCH_THREADS),
    ],
  };
};`;

const peer: Peer = { name: 'a side of a test', side: 'side.mjs', package: undefined };
const inputs = writeInputs({ a: { shape: [3, 1], seed: 7 } });
let folder = '';
let module = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heed-side-'));
  module = join(folder, 'side.mjs');
  writeFileSync(module, side);
});
afterAll(() => rmSync(folder, { recursive: true }));

if (chromium === undefined) {
  it('a side in a page', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

it.runIf(chromium !== undefined).each([
  [{ thread: 'worker', isolated: true }, [1, 1]],
  [{ thread: 'main', isolated: false }, [0, 0]],
] as const)('a side in %o gets inputs, runs, answers and fails', async (tab, where) => {
  const contestant = await TabContestant.launch(peer, module, tab, 3);
  try {
    expect(await contestant.prepare({ setting: { threads: 3, lacks: true }, inputs })).toBe(false);
    expect(await contestant.prepare({ setting: { threads: 3 }, inputs })).toBe(true);
    const { times, processor } = await contestant.run(0);
    expect(times).toEqual([expect.any(Number)]);
    expect(times[0]).toBeGreaterThanOrEqual(0);
    if (process.platform === 'linux') expect(processor).toEqual([expect.any(Number)]);
    // A run's own number is taken, and says nothing of the processor.
    expect(await contestant.run(0)).toEqual({ times: [0.25], processor: [] });
    const answer = await contestant.answer();
    // Of the generator that starts at 7.
    expect(answer.slice(0, 3)).toEqual([-0.5224, 0.827, 0.225].map((value) => expect.closeTo(value, 3)));
    expect(answer.slice(3)).toEqual([3, 1, 3, 2, 2, ...where, 3]);
    await expect(contestant.run(0)).rejects.toThrow('the third run fails');
    if (process.platform === 'linux') expect(contestant.peakMemory()).toBeGreaterThan(20);
  } finally {
    await contestant.close();
  }
});
