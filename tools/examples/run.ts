/** Runs example files in a child process, one after the other, each within a time limit. */
import { fork } from 'node:child_process';
import { join } from 'node:path';

/** An example that failed, and what it said. */
export interface Failure {
  readonly file: string;
  readonly reason: string;
}

/** What the child tells of each example: that it began, or how it ended. */
export type Report = {
  readonly file: string;
  readonly state: 'begun' | 'passed' | 'failed';
  readonly reason?: string;
};

const limit = 30_000;

/**
 * Runs the files in order and returns those that failed. A child that hangs or dies takes only the
 * example with it that it was at: the rest go to a new child.
 */
export async function runExamples(files: readonly string[]): Promise<Failure[]> {
  const failures: Failure[] = [];
  let rest = [...files];
  while (rest.length > 0) rest = await runUntilStop(rest, failures);
  return failures;
}

/** Runs one child over the files; returns the files that it did not come to. */
function runUntilStop(files: readonly string[], failures: Failure[]): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const child = fork(join(import.meta.dirname, 'child.ts'), files, {
    execArgv: ['--conditions=@heed/source', '--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const finished = new Set<string>();
  let current = files[0];
  let said = '';
  let timer = setTimeout(() => child.kill('SIGKILL'), limit);
  child.stderr?.on('data', (text) => {
    said += text;
  });
  child.on('message', ({ file, state, reason = '' }: Report) => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), limit);
    current = file;
    if (state === 'begun') said = '';
    else finished.add(file);
    if (state === 'failed') failures.push({ file, reason });
  });
  child.on('close', (code, signal) => {
    clearTimeout(timer);
    if (current !== undefined && !finished.has(current)) {
      const end =
        signal === 'SIGKILL' ? `no end after ${limit / 1000} s` : `the process ended with ${code ?? signal}`;
      failures.push({ file: current, reason: `${end}\n${said}` });
      finished.add(current);
    }
    resolve(files.filter((file) => !finished.has(file)));
  });
  return promise;
}
