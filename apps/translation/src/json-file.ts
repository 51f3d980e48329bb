import { readFile } from 'node:fs/promises';
import { FormatError, parseStrictJson } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';

/**
 * Reads a JSON file.
 *
 * @throws {FormatError} for a file that is missing or broken, naming it.
 */
export async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(`${path} cannot be read: ${reason}`, { cause });
  }
  return parseStrictJson(text, path);
}

/** Writes a JSON file for people to read, whole or not at all. */
export async function writeJson(path: string, value: object): Promise<void> {
  await writeFileAtomically(path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}
