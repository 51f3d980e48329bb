import { readFileSync } from 'node:fs';
import { OptionError } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { byteAlphabet, countPieces } from './pre-tokenize.ts';
import { Tokenizer } from './tokenizer.ts';
import type { TokenizerJson } from './tokenizer-json.ts';
import { type TrainBpeOptions, trainBpe } from './train-bpe.ts';

interface Flavour {
  readonly options: TrainBpeOptions;
  readonly tokenizer: TokenizerJson;
}

const fixtures = new URL('../../../../fixtures/tokenizer/', import.meta.url);
const golden: Record<'plain' | 'nfc' | 'nfkc', Flavour> = JSON.parse(
  readFileSync(new URL('golden.json', fixtures), 'utf8'),
);
const corpus = readFileSync(new URL('corpus.txt', fixtures), 'utf8').split('\n').slice(0, -1);

describe('against Hugging Face tokenizers', () => {
  test.each(['plain', 'nfc', 'nfkc'] as const)('the whole tokenizer.json is the same: %s', (name) => {
    const { options, tokenizer } = golden[name];
    expect(JSON.parse(JSON.stringify(trainBpe(corpus, options)))).toEqual(tokenizer);
  });
});

describe('merges', () => {
  const learned = (texts: string[], options: Partial<TrainBpeOptions> = {}): unknown =>
    trainBpe(texts, { vocabularySize: 1000, specialTokens: [], minFrequency: 1, ...options }).model['merges'];

  test('a run of one letter is merged from the left', () => {
    // aa aa a, then aa aaa by the rule for ties (as the tokenizers library does), then one token.
    expect(learned(['aaaaa'])).toEqual([
      ['a', 'a'],
      ['aa', 'a'],
      ['aa', 'aaa'],
    ]);
  });

  test('of equally frequent pairs the one with the lower ids comes first', () => {
    expect(learned(['zy', 'ab', 'xw'])).toEqual([
      ['a', 'b'],
      ['x', 'w'],
      ['z', 'y'],
    ]);
  });

  test('the example of Sennrich et al. 2016: low 5, lower 2, newest 6, widest 3', () => {
    const times = (word: string, count: number): string[] => new Array(count).fill(word);
    const words = [...times('low', 5), ...times('lower', 2), ...times('newest', 6), ...times('widest', 3)];
    expect(learned(words, { vocabularySize: 256 + 5 })).toEqual([
      ['e', 's'],
      ['es', 't'],
      ['l', 'o'],
      ['lo', 'w'],
      ['e', 'w'],
    ]);
  });

  test('nothing rarer than minFrequency is merged', () => {
    expect(learned(['ab', 'ab', 'cd'], { minFrequency: 2 })).toEqual([['a', 'b']]);
  });

  test('the vocabulary has exactly the size asked for', () => {
    const tokenizer = new Tokenizer(trainBpe(corpus, { vocabularySize: 300 }));
    expect(tokenizer.vocabularySize).toBe(300);
  });

  test('an empty corpus gives the bytes alone', () => {
    const tokenizer = new Tokenizer(trainBpe([], { vocabularySize: 300 }));
    expect(tokenizer.vocabularySize).toBe(260);
    expect(tokenizer.encode('é')).toHaveLength(2);
  });
});

test('pieces: words with their space, single digits, punctuation apart, no byte lost', () => {
  const pieces = [...countPieces(["It's 1987, no?  Yes."]).keys()];
  expect(pieces).toEqual(['It', "'s", 'Ġ1', '9', '8', '7', ',', 'Ġno', '?', 'Ġ', 'ĠYes', '.']);
});

test('the byte alphabet has 256 characters in the order of code points', () => {
  const alphabet = byteAlphabet();
  expect(new Set(alphabet).size).toBe(256);
  expect([...alphabet].sort()).toEqual(alphabet);
});

test('one text in place of a list is refused, which would be its letters', () => {
  const run = (): unknown => Reflect.apply(trainBpe, undefined, ['the river', { vocabularySize: 300 }]);
  expect(run).toThrow('trainBpe: a list of texts is needed, got "the river"');
});

describe('options', () => {
  const train = (options: object): unknown => trainBpe(corpus, { vocabularySize: 300, ...options });

  test.each([
    [{ vocabularySize: 259 }, 'at least 260'],
    [{ vocabularySize: 300.5 }, 'vocabularySize'],
    [{ minFrequency: 0 }, 'minFrequency'],
    [{ specialTokens: ['</s>', '</s>'] }, '</s>'],
    [{ specialTokens: ['a'] }, '"a"'],
    [{ specialTokens: [''] }, '""'],
    [{ endToken: '<end>' }, 'endToken must be one of the special tokens <pad> <s> </s> <unk>, got <end>'],
    [{ normalization: 'NFD' }, 'normalization'],
    [{ vocabulary: 300 }, 'unknown option vocabulary'],
  ])('%o is refused by name', (options, message) => {
    expect(() => train(options)).toThrow(OptionError);
    expect(() => train(options)).toThrow(message);
  });
});
