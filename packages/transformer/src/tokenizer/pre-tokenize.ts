import { Part } from './part.ts';
import { createPreTokenizer } from './pre-tokenizers/index.ts';
import { AlignedText } from './text/aligned-text.ts';
import { byteCharacters, byteLevelText } from './text/byte-level.ts';

/** No piece is longer than this many characters, which bounds the work on one endless word. */
const longestPiece = 64;

/**
 * How text is cut before byte pairs are merged, in the order of the alternatives:
 * the English endings 's 't 'm 'd 'll 've 're; words with their marks and the space before them; single
 * digits, so that any number can be copied; runs of punctuation and symbols; white space, of which the
 * last stays with the word that follows. Every character falls into one of these, so nothing is lost.
 */
const splitPattern: string = [
  `['’](?:[stmd]|ll|ve|re)(?!\\p{L})`,
  ` ?\\p{L}[\\p{L}\\p{M}]{0,${longestPiece - 1}}`,
  ` ?\\p{N}`,
  ` ?[^\\s\\p{L}\\p{N}]{1,${longestPiece}}`,
  `\\s{1,${longestPiece}}(?!\\S)`,
  `\\s{1,${longestPiece}}`,
].join('|');

const split: object = {
  type: 'Split',
  pattern: { Regex: splitPattern },
  behavior: 'Isolated',
  invert: false,
};

const byteLevel: object = {
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: false,
};

/** The `pre_tokenizer` of a tokenizer that `trainBpe` makes. */
export const preTokenizerJson: object = { type: 'Sequence', pretokenizers: [split, byteLevel] };

/** The `decoder` that turns byte-level tokens back into text; only its type matters. */
export const decoderJson: object = {
  type: 'ByteLevel',
  add_prefix_space: true,
  trim_offsets: true,
  use_regex: true,
};

/** The 256 characters that stand for the bytes in a byte-level vocabulary, by code point. */
export function byteAlphabet(): string[] {
  return [...byteCharacters].sort();
}

/** Counts the pieces of texts, each written in the characters of the byte alphabet. */
export function countPieces(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { text: piece } of cut(AlignedText.of(text))) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  // Pieces are turned into bytes only once each: there are far fewer of them than words in the text.
  const encoded = new Map<string, number>();
  for (const [piece, count] of counts) {
    const bytes = byteLevelText(AlignedText.of(piece)).text;
    encoded.set(bytes, (encoded.get(bytes) ?? 0) + count);
  }
  return encoded;
}

const cut = createPreTokenizer(new Part(split, 'Split'));
