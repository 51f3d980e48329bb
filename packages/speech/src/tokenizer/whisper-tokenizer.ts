import { checkKind, checkOptions, FormatError, OptionError } from '@heed/core';
import { type AddedTokenJson, byteCharacters, Tokenizer } from '@heed/transformer';
import { whisperLanguages } from './languages.ts';

/** Options of {@link whisperTokenizer}. */
export interface WhisperTokenizerOptions {
  /** How many languages have tokens: 99 by default, 100 for large-v3 and its children. */
  readonly languages?: number;
}

/** As many as Whisper's own files have, and some room. */
const mostRanks = 200_000;

/** 30 seconds in steps of 20 ms. */
const timestamps = Array.from({ length: 1501 }, (_, at) => (at / 50).toFixed(2));

/**
 * The tokenizer of a rank file of openai/whisper, `multilingual.tiktoken` or `gpt2.tiktoken`: lines of a token in Base64
 * and its rank. Special tokens, languages, tasks and time stamps follow in the published order.
 *
 * @param ranks Text of the file.
 * @throws {FormatError} for a line that is none, or bytes without a token.
 *
 * @example
 * ```ts
 * import { whisperTokenizer } from '@heed/speech';
 * // The 256 bytes, and one token of two.
 * const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
 * const ranks = [...bytes, 'so'].map((token, rank) => `${btoa(token)} ${rank}`).join('\n');
 * const tokenizer = whisperTokenizer(ranks);
 * console.log(tokenizer.encode('so, so')); // [256, 44, 32, 256]
 * console.log(tokenizer.tokenToId('<|startoftranscript|>')); // 258
 * ```
 */
export function whisperTokenizer(ranks: string, options: WhisperTokenizerOptions = {}): Tokenizer {
  checkKind('whisperTokenizer: ranks', ranks, 'a text');
  checkOptions('whisperTokenizer', options, ['languages']);
  const { languages = 99 } = options;
  if (!Number.isInteger(languages) || languages < 1 || languages > whisperLanguages.size) {
    throw new OptionError(`languages must be from 1 to ${whisperLanguages.size}, got ${languages}`);
  }
  const tokens = readRanks(ranks);
  const codes = [...whisperLanguages.keys()].slice(0, languages);
  const tasks = ['translate', 'transcribe', 'startoflm', 'startofprev', 'nospeech', 'notimestamps'];
  const special = ['endoftext', 'startoftranscript', ...codes, ...tasks, ...timestamps];
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return new Tokenizer({
    ...{ version: '1.0', truncation: null, padding: null, normalizer: null, post_processor: null },
    ...{ pre_tokenizer: byteLevel, decoder: byteLevel },
    added_tokens: special.map((name, at) => added(`<|${name}|>`, tokens.size + at)),
    model: { type: 'BPE', vocab: Object.fromEntries(tokens), merges: mergesOf(tokens) },
  });
}

/** Tokens, in byte-level characters, with their ranks. */
function readRanks(text: string): Map<string, number> {
  const tokens = new Map<string, number>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, encoded = '', rank = ''] = /^([A-Za-z0-9+/]+={0,2}) (\d{1,6})\r?$/.exec(line) ?? [];
    if (rank === '' || Number(rank) !== tokens.size || tokens.size >= mostRanks) {
      throw new FormatError(`ranks: expected Base64 and the rank ${tokens.size}, found ${line.slice(0, 60)}`);
    }
    const bytes = Array.from(atob(encoded), (byte) => byteCharacters[byte.charCodeAt(0)] ?? '');
    tokens.set(bytes.join(''), tokens.size);
  }
  const missing = byteCharacters.findIndex((character) => !tokens.has(character));
  if (missing >= 0) throw new FormatError(`ranks: byte ${missing} has no token`);
  return tokens;
}

/** A token is the merge of the two that its bytes become by the merges before it. */
function mergesOf(tokens: ReadonlyMap<string, number>): [string, string][] {
  return Array.from(tokens).flatMap(([token, rank]) => {
    if (token.length < 2) return [];
    const [left = '', right = '', ...more] = piecesBelow(token, rank, tokens);
    if (more.length > 0) throw new FormatError(`ranks: token ${rank} is no merge of two tokens before it`);
    return [[left, right] satisfies [string, string]];
  });
}

/** What merging pairs of the lowest rank below `limit` leaves of a token. */
function piecesBelow(token: string, limit: number, tokens: ReadonlyMap<string, number>): string[] {
  const pieces = [...token];
  for (;;) {
    const ranks = pieces.slice(1).map((piece, at) => tokens.get((pieces[at] ?? '') + piece) ?? limit);
    const lowest = ranks.reduce((least, rank) => Math.min(least, rank), limit);
    if (lowest === limit) return pieces;
    const at = ranks.indexOf(lowest);
    pieces.splice(at, 2, (pieces[at] ?? '') + (pieces[at + 1] ?? ''));
  }
}

function added(content: string, id: number): AddedTokenJson {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}
