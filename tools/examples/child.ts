/** The child of `run.ts`: imports the files it is given and reports on each. */
import { pathToFileURL } from 'node:url';
import type { Report } from './run.ts';

const report = (message: Report): Promise<void> =>
  new Promise((done) => process.send?.(message, undefined, undefined, () => done()));

/** Errors that no `await` of the example would have seen. */
let stray: unknown;
process.on('unhandledRejection', (error) => {
  stray = error;
});
process.on('uncaughtException', (error) => {
  stray = error;
});

const text = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

for (const file of process.argv.slice(2)) {
  await report({ file, state: 'begun' });
  stray = undefined;
  try {
    await import(pathToFileURL(file).href);
    await new Promise(setImmediate);
    if (stray !== undefined) throw stray;
    await report({ file, state: 'passed' });
  } catch (error) {
    await report({ file, state: 'failed', reason: text(error) });
  }
}
process.exit(0);
