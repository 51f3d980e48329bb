import { readFileSync } from 'node:fs';
import { IndexError, OptionError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nastyStrings } from '../../../../fixtures/tokenizer/nasty-strings.ts';
import { byteCharacters } from './text/byte-level.ts';
import { Tokenizer } from './tokenizer.ts';

const kinds: Record<string, object> = JSON.parse(
  readFileSync(new URL('../../../../fixtures/tokenizer/kinds.json', import.meta.url), 'utf8'),
);
const tokenizers = Object.entries(kinds).map(([name, json]) => ({ name, tokenizer: new Tokenizer(json) }));

/** The parts of a stream; the last is what `end` gave. */
function stream(tokenizer: Tokenizer, ids: readonly number[], skipSpecialTokens = true): string[] {
  const decoding = tokenizer.decodeStream({ skipSpecialTokens });
  return [...ids.map((id) => decoding.push(id)), decoding.end()];
}

describe.each(tokenizers)('laws: $name', ({ tokenizer }) => {
  const ids = Array.from({ length: tokenizer.vocabularySize }, (_, id) => id);

  test('for any ids the parts are sound and together what decode makes of all', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ids)), fc.boolean(), (list, skipSpecialTokens) => {
        const parts = stream(tokenizer, list, skipSpecialTokens);
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
        expect(parts.join('')).toBe(tokenizer.decode(list, { skipSpecialTokens }));
      }),
    );
  });

  test('all that is certain is shown: what is held back is half of a character', () => {
    const isShown = (text: string): boolean => {
      const list = tokenizer.encode(text, { addSpecialTokens: false });
      let shown = '';
      return stream(tokenizer, list)
        .slice(0, -1)
        .every((part, index) => {
          shown += part;
          const soFar = tokenizer.decode(list.slice(0, index + 1));
          return soFar.startsWith(shown) && /^\uFFFD*$/.test(soFar.slice(shown.length));
        });
    };
    const texts = nastyStrings(400).filter((text) => text.length < 50);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => !isShown(text))).toEqual([]);
  });
});

/** Token by token: bytes of UTF-8 in the characters of GPT-2. */
const bytes = new Tokenizer(kinds['gpt2']);
const idsOfBytes = (text: string): number[] =>
  Array.from(new TextEncoder().encode(text), (byte) => bytes.tokenToId(byteCharacters[byte] ?? '') ?? 0);

/** A vocabulary as Llama 2 has it. */
const llama = new Tokenizer({
  model: {
    type: 'BPE',
    vocab: {
      '<s>': 0,
      '▁Hey': 1,
      '▁there': 2,
      '▁▁▁': 3,
      '▁if': 4,
      '<0xF0>': 5,
      '<0x9F>': 6,
      '<0x94>': 7,
      '<0xA5>': 8,
      '!': 9,
    },
    merges: [],
    byte_fallback: true,
  },
  added_tokens: [{ id: 0, content: '<s>', special: true }],
  decoder: {
    type: 'Sequence',
    decoders: [
      { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
      { type: 'ByteFallback' },
      { type: 'Fuse' },
      { type: 'Strip', content: ' ', start: 1, stop: 0 },
    ],
  },
});

describe('text that arrives in halves', () => {
  test('a family of 18 bytes, one byte a token', () => {
    const parts = stream(bytes, idsOfBytes('👩\u200d👩\u200d👧'));
    expect(parts.filter((part) => part !== '')).toEqual(['👩', '\u200d', '👩', '\u200d', '👧']);
  });

  test('each character comes with the token that completes it', () => {
    expect(stream(llama, [5, 6, 7, 8, 9])).toEqual(['', '', '', '🔥', '!', '']);
    expect(stream(llama, [5, 6, 7, 8, 5, 6, 7, 8])).toEqual(['', '', '', '🔥', '', '', '', '🔥', '']);
  });

  test('what was cut off is U+FFFD in the end: one, or one for each byte token', () => {
    expect(stream(bytes, idsOfBytes('🔥').slice(0, 2))).toEqual(['', '', '\uFFFD']);
    expect(stream(llama, [5, 6])).toEqual(['', '', '\uFFFD\uFFFD']);
    expect(llama.decode([5, 6])).toBe('\uFFFD\uFFFD');
  });

  test('bytes that are wrong do not undo what was shown', () => {
    expect(stream(llama, [5, 6, 7, 8, 5, 9])).toEqual(['', '', '', '🔥', '', '\uFFFD!', '']);
    expect(stream(llama, [6, 9])).toEqual(['\uFFFD', '!', '']);
  });

  test('the space in front goes from the first word alone', () => {
    expect(stream(llama, [1, 2])).toEqual(['Hey', ' there', '']);
    expect(stream(llama, [3, 4])).toEqual(['  ', ' if', '']);
    expect(stream(llama, [0, 1, 0, 2])).toEqual(['', 'Hey', '', ' there', '']);
    expect(stream(llama, [0, 1, 0, 2], false)).toEqual(['<s>', ' Hey', '<s>', ' there', '']);
  });

  test('WordPiece: spaces come with the word after them', () => {
    const words = new Tokenizer({
      model: { type: 'WordPiece', vocab: { '[UNK]': 0, river: 1, '##s': 2, '!': 3 }, unk_token: '[UNK]' },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    });
    expect(stream(words, [1, 2, 1, 3])).toEqual(['river', 's', ' river', '!', '']);
  });

  test('words that end in </w>', () => {
    const words = new Tokenizer({
      model: { type: 'BPE', vocab: { riv: 0, 'er</w>': 1 }, merges: [] },
      decoder: { type: 'BPEDecoder', suffix: '</w>' },
    });
    expect(stream(words, [0, 1, 0, 1])).toEqual(['riv', 'er', ' riv', 'er', '']);
  });

  test('sounds that repeat are one, and what pads goes', () => {
    const letters = new Tokenizer({
      model: { type: 'WordLevel', vocab: { '<pad>': 0, '|': 1, a: 2, b: 3 }, unk_token: '<pad>' },
      decoder: { type: 'CTC', pad_token: '<pad>', word_delimiter_token: '|', cleanup: true },
    });
    expect(stream(letters, [2, 2, 0, 2, 1, 1, 3])).toEqual(['a', '', '', 'a', ' ', '', 'b', '']);
  });

  test('what may be stripped from the end waits', () => {
    const sequence = (...decoders: object[]): Tokenizer =>
      new Tokenizer({
        model: { type: 'BPE', vocab: { 'a ': 0, ' ': 1, ab: 2 }, merges: [] },
        decoder: { type: 'Sequence', decoders },
      });
    const fuse = { type: 'Fuse' };
    const strip = { type: 'Strip', content: ' ', start: 0, stop: 1 };
    expect(stream(sequence(strip), [0, 0, 1])).toEqual(['a', 'a', '', '']);
    expect(stream(sequence(fuse, strip), [0, 1, 2, 1])).toEqual(['a', ' ', ' ab', '', '']);
    const replace = { type: 'Replace', pattern: { String: 'ba' }, content: '-' };
    expect(stream(sequence(replace), [2, 0])).toEqual(['ab', 'a ', '']);
    expect(stream(sequence(fuse, replace), [2, 0])).toEqual(['', '', 'a- ']);
  });
});

describe('errors', () => {
  test('an id outside the vocabulary', () => {
    expect(() => llama.decodeStream().push(10)).toThrow(IndexError);
  });

  test('an unknown option', () => {
    const options: object = { cleanUpSpaces: true };
    expect(() => llama.decodeStream(options)).toThrow(OptionError);
  });
});
