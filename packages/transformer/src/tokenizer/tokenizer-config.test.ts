import { readFileSync } from 'node:fs';
import { FormatError } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { Tokenizer } from './tokenizer.ts';

const kinds: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../../../../fixtures/tokenizer/kinds.json', import.meta.url), 'utf8'),
);
const bert = new Tokenizer(kinds['bert']);

describe('tokenizer_config.json and special_tokens_map.json', () => {
  const config = {
    cls_token: '[CLS]',
    mask_token: { content: '[MASK]', lstrip: true },
    bos_token: null,
    eos_token: 'nowhere',
    additional_special_tokens: ['madeup'],
    added_tokens_decoder: { 900: { content: '<more>', special: true, lstrip: false } },
    clean_up_tokenization_spaces: true,
    model_max_length: 1e30,
  };
  const tokenizer = new Tokenizer(kinds['bert'], { config, specialTokensMap: { sep_token: '[SEP]' } });

  test('what special tokens are for', () => {
    expect([...tokenizer.roles]).toEqual([
      ['unk', { token: '[UNK]', id: 1 }],
      ['sep', { token: '[SEP]', id: 3 }],
      ['pad', { token: '[PAD]', id: 0 }],
      ['cls', { token: '[CLS]', id: 2 }],
      ['mask', { token: '[MASK]', id: 4 }],
    ]);
    expect(tokenizer.maximumLength).toBeUndefined();
  });

  test('encoders are published without saying it; decoders are not guessed at', () => {
    expect([...bert.roles.keys()]).toEqual(['unk', 'sep', 'pad', 'cls', 'mask']);
    const other = new Tokenizer(kinds['bert'], { config: { mask_token: 'a' } });
    expect(other.roles.get('mask')?.token).toBe('a');
    const special = (content: string, id: number) => ({
      ...{ id, content, special: true },
      ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
    });
    const withTokens = (...tokens: readonly string[]): Tokenizer =>
      new Tokenizer({
        added_tokens: tokens.map(special),
        model: {
          type: 'WordLevel',
          vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
          unk_token: '<s>',
        },
      });
    expect([...withTokens('<s>', '</s>', '<pad>').roles]).toEqual([]);
    expect(withTokens('<s>', '</s>', '<mask>').roles.get('cls')).toEqual({ token: '<s>', id: 0 });
  });

  test('tokens that only the config lists are found in texts', () => {
    expect(tokenizer.encode('a<more>', { addSpecialTokens: false }).at(-1)).toBe(900);
    expect(tokenizer.vocabularySize).toBe(901);
    expect(tokenizer.specialTokens.get('<more>')).toBe(900);
  });

  test('tokens that the config calls special are left out of texts', () => {
    const ids = bert.encode('a madeup word');
    expect(bert.decode(ids)).toContain('madeup');
    expect(tokenizer.decode(ids)).not.toContain('madeup');
  });

  test('spaces are cleaned up if the config or the caller says so', () => {
    const spaced = new Tokenizer({
      model: { type: 'WordLevel', vocab: { a: 0, ',': 1, "n't": 2 }, unk_token: 'a' },
    });
    expect(spaced.decode([0, 1, 0, 2])).toBe("a , a n't");
    expect(spaced.decode([0, 1, 0, 2], { cleanUpSpaces: true })).toBe("a, an't");
    const cleaning = new Tokenizer(spaced.json, { config });
    expect(cleaning.decode([0, 1])).toBe('a,');
  });

  test.each([
    [{ config: [] }, 'tokenizer_config.json: expected a JSON object'],
    [{ config: { pad_token: 7 } }, 'pad_token must be a token, found 7'],
    [{ config: { padding_side: 'up' } }, 'padding_side must be left or right, found "up"'],
    [{ config: { model_max_length: 'long' } }, 'model_max_length must be a number'],
    [{ config: { added_tokens_decoder: { x: { content: 'a' } } } }, 'added_tokens_decoder: "x"'],
    [{ specialTokensMap: { additional_special_tokens: [3] } }, 'additional_special_tokens'],
  ])('%j is refused by name', (options, message) => {
    expect(() => new Tokenizer(kinds['bert'], options)).toThrow(FormatError);
    expect(() => new Tokenizer(kinds['bert'], options)).toThrow(message);
  });
});
