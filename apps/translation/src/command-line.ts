import { HeedError } from '@heed/core';

/** Prints a line; one that begins with `update` stays in place on a terminal. */
export function log(line: string): void {
  const passing = process.stderr.isTTY && line.startsWith('update');
  process.stderr.write(passing ? `\r\u001b[K${line}` : `${line}\n`);
}

/** The first Ctrl-C asks to stop after the update under way; the second ends the process. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      log('\nstopping after this update; once more to stop at once');
      controller.abort();
    });
  }
  return controller.signal;
}

/** A command of a program: takes the words behind its name. */
export type Command = (args: readonly string[]) => Promise<void>;

/** True for what the system says of a file that is not there, or may not be written. */
function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

/** Lines of an error that are shown: a file of another model is at fault in every tensor. */
const mostLines = 24;

function firstLines(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= mostLines) return text;
  return [...lines.slice(0, mostLines), `  … and ${lines.length - mostLines} more`].join('\n');
}

/**
 * Runs the command that the first word names; without one, prints the usage. Errors of ours, and those of files, are
 * a few lines and exit code 1, a wrong call is exit code 2.
 */
export async function runCommand(
  commands: Readonly<Record<string, Command>>,
  usage: string,
  [name = '', ...rest]: readonly string[],
): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  try {
    await command(rest);
  } catch (error) {
    if (!(error instanceof HeedError || isFileError(error))) throw error;
    console.error(firstLines(`${error.name}: ${error.message}`));
    process.exitCode = 1;
  }
}
