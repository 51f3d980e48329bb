import { readFileSync } from 'node:fs';
import { FormatError } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { nastyStrings } from '../../../../../fixtures/tokenizer/nasty-strings.ts';
import {
  llamaCppNames,
  readFetched,
  readLlamaCpp,
  readLlamaCppTexts,
} from '../../../../../fixtures/tokenizer/published.ts';
import { openGguf } from '../../pretrained/gguf/index.ts';
import { Tokenizer } from '../tokenizer.ts';
import { ggufTokenizer } from './index.ts';

async function readTokenizer(bytes: Uint8Array): Promise<Tokenizer> {
  const { tokenizer, config } = ggufTokenizer((await openGguf(bytes)).metadata);
  return new Tokenizer(tokenizer, { config });
}

describe.each(llamaCppNames)('the test texts of llama.cpp: %s', async (name) => {
  const tokenizer = await readTokenizer(readLlamaCpp(name));
  test.each(readLlamaCppTexts(name))('$text', ({ text, ids }) => {
    expect(tokenizer.encode(text, { addSpecialTokens: false }).join(' ')).toBe(ids);
  });
});

describe('what a file says beside its tokens', () => {
  test('special tokens, the longest text, the chat template', async () => {
    const { metadata } = await openGguf(readLlamaCpp('phi-3'));
    const { tokenizer, config } = ggufTokenizer(metadata);
    expect(config).toEqual({
      bos_token: '<s>',
      eos_token: '<|endoftext|>',
      unk_token: '<unk>',
      pad_token: '<|endoftext|>',
      model_max_length: 4096,
      chat_template: metadata.get('tokenizer.chat_template'),
    });
    const made = new Tokenizer(tokenizer, { config });
    expect(made.roles.get('eos')).toEqual({ token: '<|endoftext|>', id: 32000 });
    // A begin, and no space for the special token to swallow is lost.
    expect(made.encode('<|user|>\nHi')).toEqual([1, 32010, 6324]);
  });

  test('[CLS] and [SEP] around the texts of an encoder, with types', async () => {
    const tokenizer = await readTokenizer(readLlamaCpp('bert-bge'));
    const { tokens, typeIds } = tokenizer.encodeText(['Rivers', 'sea']);
    expect(tokens).toEqual(['[CLS]', 'rivers', '[SEP]', 'sea', '[SEP]']);
    expect(typeIds).toEqual([0, 0, 0, 1, 1]);
    expect(tokenizer.decode(tokenizer.encode('Unbelievable!'))).toBe('unbelievable!');
  });

  const smollm = readFetched('smollm2');
  test.skipIf(smollm === undefined)('SmolLM2: special tokens are tokens, digits stand alone', async () => {
    const tokenizer = await readTokenizer(smollm ?? new Uint8Array());
    expect(tokenizer.tokenize('<|im_start|>user 1987')).toEqual([
      '<|im_start|>',
      'user',
      'Ġ',
      '1',
      '9',
      '8',
      '7',
    ]);
    expect(tokenizer.roles.get('pad')?.token).toBe('<|im_end|>');
  });

  test('several chat templates', () => {
    const { config } = ggufTokenizer(
      smallest({
        'tokenizer.chat_template': 'a',
        'tokenizer.chat_templates': ['tool_use'],
        'tokenizer.chat_template.tool_use': 'b',
      }),
    );
    expect(config['chat_template']).toEqual([
      { name: 'default', template: 'a' },
      { name: 'tool_use', template: 'b' },
    ]);
  });
});

test('Unigram: the same ids as its tokenizer.json', () => {
  const fixture = new URL('../../../../../fixtures/tokenizer/kinds.json', import.meta.url);
  const { t5: json } = JSON.parse(readFileSync(fixture, 'utf8'));
  const [precompiled] = json.normalizer.normalizers;
  const published = new Tokenizer({ ...json, normalizer: precompiled });
  const rules = atob(precompiled.precompiled_charsmap);
  const vocab: [string, number][] = json.model.vocab;
  const kinds = new Map([
    ['<unk>', 2],
    ['<pad>', 3],
    ['</s>', 3],
    ['<extra_id_0>', 4],
  ]);
  const { tokenizer } = ggufTokenizer(
    new Map<string, unknown>([
      ['tokenizer.ggml.model', 't5'],
      ['tokenizer.ggml.tokens', vocab.map(([token]) => token)],
      ['tokenizer.ggml.scores', Float32Array.from(vocab, ([, score]) => score)],
      ['tokenizer.ggml.token_type', Int32Array.from(vocab, ([token]) => kinds.get(token) ?? 1)],
      ['tokenizer.ggml.precompiled_charsmap', Int8Array.from(rules, (byte) => byte.charCodeAt(0))],
      ['tokenizer.ggml.eos_token_id', 1],
      ['tokenizer.ggml.remove_extra_whitespaces', false],
    ]),
  );
  const rebuilt = new Tokenizer(tokenizer);
  const texts = nastyStrings(600);
  expect(texts.map((text) => rebuilt.encode(text))).toEqual(texts.map((text) => published.encode(text)));
});

test('stories260K: the ids that it was prompted with, and its stories', () => {
  const fixture = new URL('../../../../../fixtures/tokenizer/stories260k.json', import.meta.url);
  const { pieces, scores, runs }: Stories = JSON.parse(readFileSync(fixture, 'utf8'));
  const kindOf = (id: number): number => (id < 1 ? 2 : id < 3 ? 3 : id < 259 ? 6 : 1);
  const { tokenizer, config } = ggufTokenizer(
    new Map<string, unknown>([
      ['tokenizer.ggml.model', 'llama'],
      [
        'tokenizer.ggml.tokens',
        pieces.map((piece, id) => (id < 3 ? piece.trim() : piece.replaceAll(' ', '▁'))),
      ],
      ['tokenizer.ggml.scores', scores],
      ['tokenizer.ggml.token_type', pieces.map((_, id) => kindOf(id))],
      ['tokenizer.ggml.bos_token_id', 1],
      ['tokenizer.ggml.unknown_token_id', 0],
    ]),
  );
  const made = new Tokenizer(tokenizer, { config });
  for (const { prompt, input_ids: ids, greedy, text } of runs) {
    expect(made.encode(prompt)).toEqual(ids);
    expect(` ${made.decode([...ids, ...greedy])}`).toBe(text);
  }
});

interface Stories {
  readonly pieces: readonly string[];
  readonly scores: readonly number[];
  readonly runs: readonly {
    readonly prompt: string;
    readonly input_ids: readonly number[];
    readonly greedy: readonly number[];
    readonly text: string;
  }[];
}

/** The smallest sound metadata, with changes. */
function smallest(changes: Readonly<Record<string, unknown>>): Map<string, unknown> {
  return new Map<string, unknown>(
    Object.entries({
      'tokenizer.ggml.model': 'gpt2',
      'tokenizer.ggml.pre': 'gpt-2',
      'tokenizer.ggml.tokens': ['a', 'b', 'ab', ''],
      'tokenizer.ggml.merges': ['a b'],
      ...changes,
    }),
  );
}

describe('odd files', () => {
  test('the smallest sound one', () => {
    const { tokenizer, config } = ggufTokenizer(smallest({}));
    expect(new Tokenizer(tokenizer).encode('abab')).toEqual([2, 2]);
    expect(config).toEqual({});
  });

  test.each([
    [{ 'tokenizer.ggml.model': 'rwkv' }, 'tokenizer.ggml.model is "rwkv"; known are bert, gpt2, llama, t5'],
    [{ 'tokenizer.ggml.model': undefined }, 'tokenizer.ggml.model is undefined'],
    [{ 'tokenizer.ggml.pre': 'new-one' }, 'tokenizer.ggml.pre is "new-one"; known are'],
    [{ 'tokenizer.ggml.pre': '__proto__' }, 'tokenizer.ggml.pre is "__proto__"'],
    [{ 'tokenizer.ggml.pre': 3 }, 'tokenizer.ggml.pre must be a text, found 3'],
    [{ 'tokenizer.ggml.tokens': undefined }, 'tokenizer.ggml.tokens is missing'],
    [{ 'tokenizer.ggml.tokens': 'ab' }, 'tokenizer.ggml.tokens must be a list of texts, found "ab"'],
    [
      { 'tokenizer.ggml.tokens': new Int32Array(2) },
      'tokenizer.ggml.tokens must be a list of texts, found 0',
    ],
    [{ 'tokenizer.ggml.token_type': ['a'] }, 'tokenizer.ggml.token_type must be a list of numbers'],
    [{ 'tokenizer.ggml.add_bos_token': 1 }, 'tokenizer.ggml.add_bos_token must be true or false, found 1'],
    [{ 'tokenizer.ggml.model': 't5' }, 'marks no token as unknown'],
  ])('%o is refused by name', (changes, message) => {
    expect(() => ggufTokenizer(smallest(changes))).toThrow(FormatError);
    expect(() => ggufTokenizer(smallest(changes))).toThrow(message);
  });

  test('merges of tokens that are not there are refused by the tokenizer', () => {
    const { tokenizer } = ggufTokenizer(smallest({ 'tokenizer.ggml.merges': ['a c'] }));
    expect(() => new Tokenizer(tokenizer)).toThrow('a merge needs the token "ac"');
  });
});
