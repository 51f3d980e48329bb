import { FormatError, RandomGenerator } from '@heed/core';
import type { Tokenizer } from '@heed/transformer';
import { spellEmoji } from './spell-emoji.ts';
import type { LabelledIds } from './task.ts';
import type { Verdict } from './verdict.ts';

/** A line with the verdict that it should get. */
export interface OwnLine {
  readonly text: string;
  readonly sentiment: Verdict['sentiment'];
}

/** Longest text in tokens; what goes beyond is left out in training. */
const longest = 128;

/** What each verdict means for the heads. The one of polarity knows no neutral, and learns both sides of it: to be unsure. */
const labels: Readonly<Record<OwnLine['sentiment'], readonly Omit<LabelledIds, 'ids'>[]>> = {
  negative: [
    { task: 'polarity', label: 0 },
    { task: 'emotion', label: 0 },
  ],
  neutral: [
    { task: 'polarity', label: 0 },
    { task: 'polarity', label: 1 },
    { task: 'emotion', label: 1 },
  ],
  positive: [
    { task: 'polarity', label: 1 },
    { task: 'emotion', label: 3 },
  ],
};

/**
 * Reads lines of the form `positive: this burger slaps`; a comma or a tab does as well as the colon. Empty lines are left
 * out.
 *
 * @throws {FormatError} for a line without a verdict or a text, with its number.
 */
export function parseOwnLines(text: string): OwnLine[] {
  return text.split(/\r?\n/).flatMap((line, index): OwnLine[] => {
    if (line.trim() === '') return [];
    const [, name, own = ''] = /^\s*(\w+)\s*[:,\t]\s*(.+?)\s*$/u.exec(line) ?? [];
    const sentiment = name?.toLowerCase();
    if (sentiment === 'negative' || sentiment === 'neutral' || sentiment === 'positive')
      return [{ text: own, sentiment }];
    throw new FormatError(
      `line ${index + 1}: expected negative, neutral or positive, a colon and a text, got ${JSON.stringify(line.slice(0, 60))}`,
    );
  });
}

/** Lines to learn from and lines to judge by. */
export interface SplitLines {
  readonly learned: readonly OwnLine[];
  readonly heldOut: readonly OwnLine[];
}

/** Every fifth line, of an order drawn by the seed, is held out. */
export function splitLines(lines: readonly OwnLine[], seed: number): SplitLines {
  const generator = new RandomGenerator(seed);
  const drawn = lines.map((line) => ({ line, place: generator.nextUniform() }));
  const order = drawn.sort((a, b) => a.place - b.place).map(({ line }) => line);
  const heldOut = Math.floor(order.length / 5);
  return { learned: order.slice(heldOut), heldOut: order.slice(0, heldOut) };
}

/** Lines as the heads learn from them. */
export function examplesOf(lines: readonly OwnLine[], tokenizer: Tokenizer): LabelledIds[] {
  return lines.flatMap(({ text, sentiment }) => {
    const ids = tokenizer.encode(spellEmoji(text), { truncation: { maximumLength: longest } });
    return labels[sentiment].map((label) => ({ ids, ...label }));
  });
}
