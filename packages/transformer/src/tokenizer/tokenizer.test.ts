import { readFileSync } from 'node:fs';
import { FormatError, IndexError, OptionError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tokenizer } from './tokenizer.ts';
import { trainBpe } from './train-bpe.ts';

interface Encoded {
  readonly text: string;
  readonly ids: number[];
  readonly text_without_special: string;
  readonly text_with_special: string;
}

interface Flavour {
  readonly tokenizer: object;
  readonly encoded: Encoded[];
  readonly decoded: { readonly ids: number[]; readonly text: string }[];
}

const names = ['plain', 'nfc', 'nfkc'] as const;
const golden: Record<(typeof names)[number], Flavour> = JSON.parse(
  readFileSync(new URL('../../../../fixtures/tokenizer/golden.json', import.meta.url), 'utf8'),
);
const plain = new Tokenizer(golden.plain.tokenizer);
const withEnd = new Tokenizer(golden.nfc.tokenizer);

describe.each(names)('against Hugging Face tokenizers: %s', (name) => {
  const { encoded, decoded, tokenizer: json } = golden[name];
  const tokenizer = new Tokenizer(json);

  test.each(encoded)('ids of $text', ({ text, ids }) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  test.each(encoded.filter(({ ids }) => ids.length > 0))('text of the ids of $text', (row) => {
    expect(tokenizer.decode(row.ids)).toBe(row.text_without_special);
    expect(tokenizer.decode(row.ids, { skipSpecialTokens: false })).toBe(row.text_with_special);
  });

  test.each(decoded)('ids that break characters: $ids', ({ ids, text }) => {
    expect(tokenizer.decode(ids)).toBe(text);
  });
});

describe('laws', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });

  test('decode(encode(text)) is the text, for every well-formed text', () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(plain.decode(plain.encode(sample), { skipSpecialTokens: false })).toBe(sample);
      }),
    );
  });

  test('with NFC it is the normalised text', () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(withEnd.decode(withEnd.encode(sample))).toBe(sample.normalize('NFC'));
      }),
    );
  });

  test('ids are whole numbers inside the vocabulary', () => {
    fc.assert(
      fc.property(text, (sample) => {
        const inside = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < plain.vocabularySize;
        expect(plain.encode(sample).every(inside)).toBe(true);
      }),
    );
  });

  test('any ids decode to something', () => {
    const ids = fc.array(fc.nat(plain.vocabularySize - 1));
    fc.assert(fc.property(ids, (list) => typeof plain.decode(list) === 'string'));
  });
});

describe('odd texts', () => {
  test('nothing gives no ids, or the special tokens of the template', () => {
    expect(plain.encode('')).toEqual([]);
    expect(withEnd.encode('')).toEqual([2]);
    expect(withEnd.encode('', { addSpecialTokens: false })).toEqual([]);
    expect(plain.encodeBatch(['', 'a'])).toEqual([[], plain.encode('a')]);
    expect(plain.decode([])).toBe('');
  });

  test('half a surrogate pair is U+FFFD, a whole one stays', () => {
    expect(plain.encode('a\ud800b')).toEqual(plain.encode('a\ufffdb'));
    expect(plain.decode(plain.encode('\udc00\ud83d\ude00\ud83d'))).toBe('\ufffd\u{1f600}\ufffd');
  });

  test('a special token in the text is that token', () => {
    expect(plain.encode('<s>a</s>')).toEqual([1, ...plain.encode('a'), 2]);
  });

  // Merging is a heap's work and pieces are at most 64 characters long, so these take a second at most.
  const base64 = Array.from({ length: 1_000_000 }, (_, index) => letterOf(index)).join('');
  test.each([
    ['100,000 letters without a space', 'a'.repeat(100_000)],
    ['1 MB of base64', base64],
    ['1 MB of Chinese', Array.from({ length: 333_333 }, (_, index) => hanOf(index)).join('')],
    ['10,000 words', 'river water '.repeat(5_000)],
    ['500,000 short pieces after the cache is full', `${base64}${"'s".repeat(500_000)}`],
  ])('%s', (_, text) => {
    expect(plain.decode(plain.encode(text))).toBe(text);
  });

  test('a long word is cut into pieces of 64 letters, so that its cost does not grow with its length', () => {
    const piece = plain.encode('ab'.repeat(32));
    expect(plain.encode('ab'.repeat(64))).toEqual([...piece, ...piece]);
  });
});

describe('ids and tokens', () => {
  test('special tokens can be found', () => {
    expect([...plain.specialTokens]).toEqual([
      ['<pad>', 0],
      ['<s>', 1],
      ['</s>', 2],
      ['<unk>', 3],
    ]);
    expect(plain.tokenToId('</s>')).toBe(2);
    expect(plain.tokenToId('no such token')).toBeUndefined();
    expect(plain.idToToken(2)).toBe('</s>');
  });

  test.each([511, -1, 0.5, Number.NaN])('the id %d is an error by name', (id) => {
    expect(plain.vocabularySize).toBe(511);
    expect(() => plain.decode([5, id])).toThrow(IndexError);
    expect(() => plain.decode([5, id])).toThrow(`${id}; the vocabulary has 511 ids`);
  });

  test('int32 data can be decoded as it comes', () => {
    expect(plain.decode(Int32Array.from(plain.encode('cold water')))).toBe('cold water');
  });

  test.each([undefined, null, 5, {}])('%s is no text', (text) => {
    for (const run of [() => plain.encode(text as never), () => plain.encodeText(text as never)]) {
      expect(run).toThrow(OptionError);
      expect(run).toThrow('a text must be a string');
    }
  });

  test.each([[[]], [['a', 'b', 'c']]])('%j is no pair of texts', (texts) => {
    const pair = JSON.parse(JSON.stringify(texts));
    expect(() => plain.encode(pair)).toThrow(OptionError);
    expect(() => plain.encode(pair)).toThrow(
      `a list is a pair of two texts, got ${texts.length}; encodeBatch`,
    );
  });

  test('what is no list is refused where there must be one', () => {
    const [number, text] = JSON.parse('[5, "abc"]');
    expect(() => plain.decode(number)).toThrow('Tokenizer.decode: a list of ids is needed, got 5');
    expect(() => plain.decodeBatch(number)).toThrow('Tokenizer: a list of lists of ids is needed, got 5');
    for (const run of [() => plain.encodeBatch(text), () => plain.encodeTexts(text)]) {
      expect(run).toThrow('Tokenizer: a list of texts is needed, got "abc"');
    }
  });

  test('an unknown option is refused', () => {
    const options: object = { skip_special_tokens: true };
    expect(() => plain.decode([5], options)).toThrow(OptionError);
  });
});

describe('a file that is no tokenizer.json', () => {
  const sound = { model: { type: 'BPE', vocab: { a: 0 }, merges: [] } };
  const model = (changes: object): object => ({ model: { ...sound.model, ...changes } });

  test('the smallest sound one is read', () => {
    expect(new Tokenizer(sound).encode('aa')).toEqual([0, 0]);
  });

  test.each([
    [null, 'the file must be a JSON object, got null'],
    ['{}', 'the file must be a JSON object, got "{}"'],
    [[1, 2], 'got a list of 2'],
    [{ architectures: ['Marian'], vocab_size: 7 }, 'model must be an object, got undefined'],
    [
      model({ type: 'Magic' }),
      'model.type must be one of BPE, WordPiece, Unigram, WordLevel, Renumbered, got "Magic"',
    ],
    [model({ vocab: ['a'] }), 'model.vocab must be an object'],
    [model({ vocab: { a: -1 } }), 'the id of "a" must be a whole number from 0, got -1'],
    [model({ vocab: { a: 1e300 } }), 'the id of "a"'],
    [model({ merges: [['a']] }), 'model.merges must be a list of pairs'],
    [model({ merges: undefined }), 'model.merges'],
    [{ ...sound, added_tokens: [{ id: 1 }] }, 'every entry of added_tokens'],
    [{ ...sound, added_tokens: {} }, 'added_tokens must be a list'],
    [{ ...sound, decoder: 'ByteLevel' }, 'decoder must be an object or null, got "ByteLevel"'],
    [
      { ...sound, pre_tokenizer: { type: 'Magic' } },
      'pre_tokenizer: unknown type "Magic"; known are BertPreTokenizer',
    ],
  ])('%j', (json, message) => {
    expect(() => new Tokenizer(json)).toThrow(FormatError);
    expect(() => new Tokenizer(json)).toThrow(message);
  });

  test('a trained one survives being written and read', () => {
    const trained = trainBpe(['cold water'], { vocabularySize: 265 });
    const read = new Tokenizer(JSON.parse(JSON.stringify(trained)));
    expect(read.encode('cold water')).toEqual(new Tokenizer(trained).encode('cold water'));
  });
});

function letterOf(index: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return letters[Math.imul(index + 1, 2654435761) >>> 26] ?? '';
}

function hanOf(index: number): string {
  return String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000));
}
