import { madeByType, type Part } from '../part.ts';
import type { AlignedText } from '../text/aligned-text.ts';
import { widthAt } from '../text/changes.ts';
import { exactly, numeric, punctuation, whiteSpace, wordCharacters } from '../text/patterns.ts';
import { byteLevel } from './byte-level.ts';
import { metaspace } from './metaspace.ts';
import type { PreTokenizer } from './pre-tokenizer.ts';
import { behaviors, split, splitBy } from './split.ts';

export type { PreTokenizer } from './pre-tokenizer.ts';

const space = new RegExp(whiteSpace, 'gu');
const wordOrOther = new RegExp(`[${wordCharacters}]+|[^${wordCharacters}${whiteSpace}]+`, 'gu');

/** The pre-tokenizer that a part of a `tokenizer.json` describes. */
export function createPreTokenizer(part: Part): PreTokenizer {
  return madeByType(part, {
    BertPreTokenizer: () => bert,
    ByteLevel: byteLevel,
    CharDelimiterSplit: charDelimiter,
    Digits: digits,
    FixedLength: fixedLength,
    Metaspace: metaspace,
    Punctuation: punctuationMarks,
    Sequence: sequence,
    Split: split,
    Whitespace: () => (text) => splitBy(text, wordOrOther, 'Removed', true),
    WhitespaceSplit: () => (text) => splitBy(text, space, 'Removed'),
  });
}

function sequence(part: Part): PreTokenizer {
  const steps = part.parts('pretokenizers').map(createPreTokenizer);
  return (text) =>
    steps.reduce<readonly AlignedText[]>((pieces, step) => pieces.flatMap((piece) => step(piece)), [text]);
}

const bert: PreTokenizer = (text) =>
  splitBy(text, space, 'Removed').flatMap((piece) => splitBy(piece, punctuation, 'Isolated'));

function charDelimiter(part: Part): PreTokenizer {
  const pattern = exactly(part.text('delimiter'));
  return (text) => splitBy(text, pattern, 'Removed');
}

function digits(part: Part): PreTokenizer {
  const behavior = part.flag('individual_digits', false) ? 'Isolated' : 'Contiguous';
  return (text) => splitBy(text, numeric, behavior);
}

function punctuationMarks(part: Part): PreTokenizer {
  const behavior = part.choice('behavior', behaviors, 'Isolated');
  return (text) => splitBy(text, punctuation, behavior);
}

function fixedLength(part: Part): PreTokenizer {
  const most = part.size('length', 5);
  return (text) => {
    const pieces: AlignedText[] = [];
    for (let start = 0, end = 0; start < text.length; start = end) {
      for (let count = 0; count < most && end < text.length; count++) end += widthAt(text.text, end);
      pieces.push(text.slice(start, end));
    }
    return pieces;
  };
}
