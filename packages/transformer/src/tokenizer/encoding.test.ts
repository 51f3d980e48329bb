import { readFileSync } from 'node:fs';
import { OptionError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash16 } from '../../../../fixtures/tokenizer/hashes.ts';
import { nastyStrings } from '../../../../fixtures/tokenizer/nasty-strings.ts';
import type { Encoding, TextInput } from './encoding.ts';
import type { EncodeTextOptions } from './options.ts';
import { Tokenizer } from './tokenizer.ts';
import type { TruncationStrategy } from './truncation.ts';

interface Setting {
  readonly special?: boolean;
  readonly pairs?: readonly TextInput[];
  readonly truncation?: {
    readonly max_length: number;
    readonly stride?: number;
    readonly strategy?: 'only_first' | 'only_second';
    readonly direction?: 'left';
  };
  readonly padding?: {
    readonly length?: number;
    readonly direction?: 'left';
    readonly pad_to_multiple_of?: number;
  };
}

const read = (name: string): string =>
  readFileSync(new URL(`../../../../fixtures/tokenizer/${name}`, import.meta.url), 'utf8');
const kinds: Record<string, unknown> = JSON.parse(read('kinds.json'));
const batch: {
  readonly inputs: readonly TextInput[];
  readonly settings: readonly Setting[];
  readonly pads: Readonly<Record<string, string>>;
  readonly encodings: Readonly<Record<string, readonly (readonly number[])[]>>;
} = JSON.parse(read('batch.json'));

const strategies: Readonly<Record<string, TruncationStrategy>> = {
  only_first: 'onlyFirst',
  only_second: 'onlySecond',
};

function optionsOf({ special = true, truncation, padding }: Setting, pad: string): EncodeTextOptions {
  return {
    addSpecialTokens: special,
    ...(truncation && {
      truncation: {
        maximumLength: truncation.max_length,
        stride: truncation.stride ?? 0,
        strategy: strategies[truncation.strategy ?? ''] ?? 'longestFirst',
        side: truncation.direction ?? 'right',
      },
    }),
    ...(padding && {
      padding: {
        length: padding.length ?? 'longest',
        side: padding.direction ?? 'right',
        multipleOf: padding.pad_to_multiple_of ?? 1,
        token: pad,
      },
    }),
  };
}

/** All columns as make_kinds.py writes them. */
function described(encoding: Encoding, isFirst = true): string {
  const columns = [
    encoding.ids,
    isFirst ? encoding.typeIds : [],
    encoding.attentionMask,
    encoding.specialTokensMask,
    encoding.offsets.flat(),
    encoding.textIds,
    encoding.pieceIds,
  ];
  const overflowing = encoding.overflowing.map((part) => `[${described(part, false)}]`);
  return columns.map((column) => column.join(',')).join(' ') + overflowing.join('');
}

describe.each(Object.entries(batch.pads))(
  'pairs, truncation, padding as tokenizers 0.23: %s',
  (name, pad) => {
    const tokenizer = new Tokenizer(kinds[name]);
    test.each(batch.settings.map((setting, index) => ({ setting, index })))(
      '$setting',
      ({ setting, index }) => {
        const encodings = tokenizer.encodeTexts(setting.pairs ?? batch.inputs, optionsOf(setting, pad));
        expect(encodings.map((encoding) => hash16(described(encoding)))).toEqual(
          batch.encodings[name]?.[index],
        );
      },
    );
  },
);

const bert = new Tokenizer(kinds['bert']);
const words = new Tokenizer(kinds['words']);

describe('offsets', () => {
  test('show each token in the text', () => {
    const text = 'A café 🔥 by the River';
    const { tokens, offsets } = bert.encodeText(text);
    const seen = offsets.map(([start, end]) => text.slice(start, end));
    expect(tokens.slice(0, 2)).toEqual(['[CLS]', 'a']);
    expect(seen.join('|')).toBe('|A|c|a|f|é|🔥|b|y|the|Ri|ver|');
  });

  test.each(Object.keys(kinds))('lie inside the text, in order, and never inside a character: %s', (name) => {
    const tokenizer = new Tokenizer(kinds[name]);
    const isSound = (text: string): boolean => {
      let last = 0;
      return tokenizer.encodeText(text, { addSpecialTokens: false }).offsets.every(([start, end]) => {
        const follows = start >= 0 && end >= start && end >= last && end <= text.length;
        last = end;
        return follows && text.slice(start, end).isWellFormed();
      });
    };
    expect(nastyStrings(400).filter((text) => !isSound(text))).toEqual([]);
  });
});

describe('pairs', () => {
  test('one text after the other where there is no template', () => {
    const { ids, typeIds, textIds } = words.encodeText(['the river', 'the sea']);
    expect(ids).toEqual([...words.encode('the river'), ...words.encode('the sea')]);
    expect(typeIds).toEqual([0, 0, 1, 1]);
    expect(textIds).toEqual([0, 0, 1, 1]);
    expect(words.encode(['the river', 'the sea'])).toEqual(ids);
  });
});

describe('truncation', () => {
  test('keeps [CLS] and [SEP] and takes from the text', () => {
    const tokens = (maximumLength: number): readonly string[] =>
      bert.encodeText('a b c d e f', { truncation: { maximumLength } }).tokens;
    expect(tokens(5)).toEqual(['[CLS]', 'a', 'b', 'c', '[SEP]']);
    expect(tokens(2)).toEqual(['[CLS]', '[SEP]']);
    expect(tokens(8)).toHaveLength(8);
  });

  test.each([0, 1])('a length of %d has no room for [CLS] and [SEP]', (maximumLength) => {
    const encode = (): unknown => bert.encode('a b c', { truncation: { maximumLength } });
    expect(encode).toThrow(OptionError);
    expect(encode).toThrow(`maximumLength ${maximumLength} has no room for the 2 special tokens`);
  });

  test('the length comes from the config', () => {
    const tokenizer = new Tokenizer(kinds['bert'], { config: { model_max_length: 4 } });
    expect(tokenizer.maximumLength).toBe(4);
    expect(tokenizer.encode('a b c d', { truncation: {} })).toHaveLength(4);
    expect(() => bert.encode('a', { truncation: {} })).toThrow('no model_max_length');
  });

  test('all parts together hold every token, and neighbours share as many as the stride', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 13 }),
        fc.nat({ max: 5 }),
        fc.constantFrom('left', 'right'),
        (length, most, stride, side) => {
          fc.pre(stride < most);
          const truncation = { maximumLength: most, stride, side } as const;
          const whole = Array.from({ length }, (_, index) => 'abcdefg'[index % 7]).join(' ');
          const { overflowing, ...first } = words.encodeText(whole, { truncation });
          const parts = [first, ...overflowing].map(({ ids }) => ids);
          if (side === 'left') parts.reverse();
          const joined = parts.flatMap((ids, index) =>
            side === 'right'
              ? ids.slice(index && stride)
              : ids.slice(0, index === parts.length - 1 ? ids.length : ids.length - stride),
          );
          expect(joined).toEqual(words.encode(whole));
          expect(parts.every((ids) => ids.length <= most)).toBe(true);
        },
      ),
    );
  });

  test.each([
    [{ maximumLength: 5, stride: 3 }, 'stride 3 must be less than the 3 tokens'],
    [{ maximumLength: 5, stride: -1 }, 'stride must be a whole number from 0, got -1'],
    [{ maximumLength: 2.5 }, 'maximumLength must be a whole number from 0, got 2.5'],
    [{ maximumLength: 5, strategy: 'onlySecond' }, 'onlySecond needs a pair'],
    [
      { maximumLength: 5, strategy: 'only_first' },
      'strategy must be longestFirst, onlyFirst or onlySecond, got only_first',
    ],
    [{ maximumLength: 5, side: 'both' }, 'side must be left or right, got both'],
    [{ maxLength: 5 }, 'unknown option maxLength'],
  ])('%o is refused by name', (truncation: object, message) => {
    const encode = (): unknown => bert.encode('a b c d e f', { truncation });
    expect(encode).toThrow(OptionError);
    expect(encode).toThrow(message);
  });

  test('a text that is too long beside the one that may be cut is refused by name', () => {
    const truncation = { maximumLength: 6, strategy: 'onlySecond' } as const;
    expect(() => bert.encode(['a b c d e f', 'g'], { truncation })).toThrow('the other one is too long');
  });
});

describe('padding', () => {
  test('to the longest of a batch, on either side', () => {
    const padding = { token: '[PAD]' };
    const [short, long] = bert.encodeTexts(['a', 'a b'], { padding });
    expect(short?.tokens).toEqual(['[CLS]', 'a', '[SEP]', '[PAD]']);
    expect(short?.attentionMask).toEqual([1, 1, 1, 0]);
    expect(long?.attentionMask).toEqual([1, 1, 1, 1]);
    const left = bert.encodeText('a', { padding: { ...padding, length: 5, side: 'left' } });
    expect(left.attentionMask).toEqual([0, 0, 1, 1, 1]);
  });

  test('pad token and side come from the config', () => {
    const config = { pad_token: '[PAD]', padding_side: 'left' };
    const tokenizer = new Tokenizer(kinds['bert'], { config });
    expect(tokenizer.encodeText('a', { padding: { multipleOf: 8 } }).ids.slice(0, 5)).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  test('an encoder has its usual one; where none is known that is said', () => {
    expect(bert.encodeText('a', { padding: { length: 4 } }).tokens).toEqual(['[CLS]', 'a', '[SEP]', '[PAD]']);
    const encode = (): unknown => words.encodeText('a', { padding: {} });
    expect(encode).toThrow(OptionError);
    expect(encode).toThrow('needs a pad token: none is known');
  });

  test.each([
    [{ token: '<nothing>' }, '"<nothing>" is not in the vocabulary'],
    [{ token: '[PAD]', multipleOf: 0 }, 'multipleOf must be a whole number from 1, got 0'],
    [{ token: '[PAD]', length: 'max' }, 'length must be a number or longest, got max'],
    [{ token: '[PAD]', side: 'top' }, 'side must be left or right, got top'],
    [{ pad: '[PAD]' }, 'unknown option pad'],
  ])('%o is refused by name', (padding: object, message) => {
    const encode = (): unknown => bert.encodeText('a', { padding });
    expect(encode).toThrow(OptionError);
    expect(encode).toThrow(message);
  });
});
