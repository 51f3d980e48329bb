import { WeightsError } from '@heed/core';
import { afterEach, expect, it, vi } from 'vitest';
import { runCommand } from './command-line.ts';

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

async function shown(command: () => Promise<void>): Promise<string> {
  const error = vi.spyOn(console, 'error').mockReturnValue();
  await runCommand({ go: command }, 'the usage', ['go']);
  expect(process.exitCode).toBe(1);
  return error.mock.calls.flat().join('\n');
}

it('an error of a few lines is shown whole, the first lines of a long one', async () => {
  const faults = (count: number): string =>
    Array.from({ length: count }, (_, at) => `\n  weight ${at}`).join('');
  const fail = (count: number) => async () => {
    throw new WeightsError(`it does not fit:${faults(count)}`);
  };
  expect(await shown(fail(23))).toBe(`WeightsError: it does not fit:${faults(23)}`);
  vi.restoreAllMocks();
  expect(await shown(fail(230))).toBe(`WeightsError: it does not fit:${faults(23)}\n  … and 207 more`);
});

it('a command that is none shows the usage', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue();
  await runCommand({}, 'the usage', ['toString']);
  expect([error.mock.calls, process.exitCode]).toEqual([[['the usage']], 2]);
});
