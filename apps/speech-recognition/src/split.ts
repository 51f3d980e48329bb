import { join } from 'node:path';
import { OptionError } from '@heed/core';
import { type Recording, readRecordings } from './recordings.ts';

/** Recordings to learn from, and others to judge by. */
export interface Split {
  readonly training: readonly Recording[];
  /** Digits of speakers that training never hears. */
  readonly heldDigits: readonly Recording[];
  /** Prompts that training never hears, of a voice that it knows. */
  readonly heldPrompts: readonly Recording[];
}

/** Every so many prompts, one is held out. */
const everyPrompt = 8;

/**
 * Reads what `prepare` wrote, and keeps the digits of some speakers and an eighth of the prompts for judging.
 *
 * @throws {OptionError} for a speaker that is not there, or when none is left.
 */
export async function readSplit(data: string, held: readonly string[]): Promise<Split> {
  const digits = await readRecordings(join(data, 'digits.safetensors'));
  const prompts = await readRecordings(join(data, 'prompts.safetensors'));
  const speakers = new Set(digits.map(({ speaker }) => speaker));
  const missing = held.find((speaker) => !speakers.has(speaker));
  if (missing !== undefined || held.length >= speakers.size) {
    throw new OptionError(
      `held speakers must be some, not all, of ${[...speakers].join(', ')}; got ${held.join(', ')}`,
    );
  }
  const isHeld = ({ speaker }: Recording): boolean => held.includes(speaker);
  return {
    training: [
      ...digits.filter((recording) => !isHeld(recording)),
      ...prompts.filter((_, at) => at % everyPrompt > 0),
    ],
    heldDigits: digits.filter(isHeld),
    heldPrompts: prompts.filter((_, at) => at % everyPrompt === 0),
  };
}
