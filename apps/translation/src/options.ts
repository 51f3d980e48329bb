import { parseArgs } from 'node:util';
import { OptionError } from '@heed/core';

/** What a command takes: names of options with their default text, or `undefined` where there is none. */
export type OptionTable = Readonly<Record<string, string | undefined>>;

/** The options and other words of a command line; everything after `--` is a word. */
export interface ParsedOptions {
  readonly words: readonly string[];
  text(name: string): string | undefined;
  required(name: string): string;
  number(name: string): number;
}

/**
 * Reads the options of a command.
 *
 * @throws {OptionError} for an option that the command does not have, with its usage.
 */
export function parseOptions(args: readonly string[], table: OptionTable, usage: string): ParsedOptions {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, value]) => [
      name,
      { type: 'string' as const, ...(value === undefined ? {} : { default: value }) },
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new OptionError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, { cause });
  }
  const text = (name: string): string | undefined => {
    const value = parsed.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const required = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw new OptionError(`--${name} is missing\n\n${usage}`);
    return value;
  };
  const number = (name: string): number => {
    const value = Number(required(name));
    if (Number.isFinite(value) && value >= 0) return value;
    throw new OptionError(`--${name} must be a number of at least 0, got ${required(name)}\n\n${usage}`);
  };
  return { words: parsed.positionals, text, required, number };
}
