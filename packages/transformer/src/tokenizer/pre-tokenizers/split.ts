import type { Part } from '../part.ts';
import type { AlignedText } from '../text/aligned-text.ts';
import { readPattern } from '../text/patterns.ts';
import type { PreTokenizer } from './pre-tokenizer.ts';

/**
 * What becomes of the matches of a pattern that a text is split by. With `-` and `the-final--countdown`:
 *
 * - `Removed`: the, final, countdown
 * - `Isolated`: the, -, final, -, -, countdown
 * - `MergedWithPrevious`: the-, final-, -, countdown
 * - `MergedWithNext`: the, -final, -, -countdown
 * - `Contiguous`: the, -, final, --, countdown
 */
export type SplitBehavior = (typeof behaviors)[number];

export const behaviors = [
  'Removed',
  'Isolated',
  'MergedWithPrevious',
  'MergedWithNext',
  'Contiguous',
] as const;

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly isMatch: boolean;
}

/**
 * Splits a text by a pattern.
 *
 * @param invert What matches and what does not change places.
 */
export function splitBy(
  text: AlignedText,
  pattern: RegExp,
  behavior: SplitBehavior,
  invert = false,
): AlignedText[] {
  const stretches = findStretches(text.text, pattern, invert);
  const kept = behavior === 'Removed' ? stretches.filter(({ isMatch }) => !isMatch) : stretches;
  const joined = behavior === 'Removed' || behavior === 'Isolated' ? kept : join(kept, behavior);
  return joined.filter(({ start, end }) => end > start).map(({ start, end }) => text.slice(start, end));
}

function findStretches(text: string, pattern: RegExp, invert: boolean): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (at < start) found.push({ start: at, end: start, isMatch: invert });
    found.push({ start, end, isMatch: !invert });
    at = end;
  }
  if (at < text.length) found.push({ start: at, end: text.length, isMatch: invert });
  return found;
}

function join(stretches: readonly Stretch[], behavior: SplitBehavior): Stretch[] {
  const backwards = behavior === 'MergedWithNext';
  const joined: Stretch[] = [];
  let afterMatch = false;
  for (const stretch of backwards ? stretches.toReversed() : stretches) {
    const { isMatch } = stretch;
    const joins = behavior === 'Contiguous' ? isMatch === afterMatch : isMatch && !afterMatch;
    const last = joined.at(-1);
    if (joins && last !== undefined) {
      joined[joined.length - 1] = backwards
        ? { ...last, start: stretch.start }
        : { ...last, end: stretch.end };
    } else joined.push(stretch);
    afterMatch = isMatch;
  }
  return backwards ? joined.reverse() : joined;
}

/** The pre-tokenizer `Split`: by a pattern of its own. */
export function split(part: Part): PreTokenizer {
  const pattern = readPattern(part, 'pattern');
  const behavior = part.choice('behavior', behaviors);
  const invert = part.flag('invert', false);
  return (text) => splitBy(text, pattern, behavior, invert);
}
