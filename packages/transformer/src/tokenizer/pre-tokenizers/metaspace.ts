import type { Part } from '../part.ts';
import { exactly } from '../text/patterns.ts';
import type { PreTokenizer } from './pre-tokenizer.ts';
import { splitBy } from './split.ts';

/** Where a mark of a space is put before a text that begins without one. */
export type PrependScheme = 'always' | 'first' | 'never';

/** The scheme that a `Metaspace` part asks for, in its new spelling or its old one. */
export function readPrependScheme(part: Part): PrependScheme {
  const scheme = part.choice('prepend_scheme', ['always', 'first', 'never'], 'always');
  return part.flag('add_prefix_space', true) ? scheme : 'never';
}

/** The pre-tokenizer `Metaspace` (Kudo and Richardson 2018): spaces become ▁, and words begin with them. */
export function metaspace(part: Part): PreTokenizer {
  const mark = part.text('replacement', '▁');
  const scheme = readPrependScheme(part);
  const cuts = part.flag('split', true);
  const pattern = exactly(mark);
  return (from) => {
    const marked = from.replaced(/ /gu, mark);
    const prepends = scheme === 'always' || (scheme === 'first' && from.origin === 0);
    const text = prepends && !marked.text.startsWith(mark) ? marked.prepended(mark) : marked;
    return cuts ? splitBy(text, pattern, 'MergedWithNext') : [text];
  };
}
