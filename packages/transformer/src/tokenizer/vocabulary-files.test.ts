import { existsSync, readFileSync } from 'node:fs';
import { FormatError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { fromPretrained } from '../pretrained/from-pretrained.ts';
import { Tokenizer } from './tokenizer.ts';
import { tokenizerOfVocabulary } from './vocabulary-files.ts';

const fixtures = new URL('../../../../fixtures/', import.meta.url);
const read = (path: string): Uint8Array => readFileSync(new URL(path, fixtures));
interface Kind {
  readonly added_tokens: readonly { readonly id: number; readonly content: string }[];
  readonly model: { readonly vocab: Readonly<Record<string, number>>; readonly merges?: readonly unknown[] };
  readonly pre_tokenizer: { readonly add_prefix_space?: boolean };
}
const kinds: Readonly<Record<string, Kind>> = JSON.parse(
  new TextDecoder().decode(read('tokenizer/kinds.json')),
);
const texts = [
  'The river, <s> [MASK] 🔥 1987',
  'Ünïcode  naïve\tcafé\n',
  '',
  '中文 and 日本',
  "don't <mask> stop",
  'a'.repeat(130),
];
const kind = (name: string): Kind => {
  const found = kinds[name];
  if (found === undefined) throw new Error(`no tokenizer ${name}`);
  return found;
};
const wordsOf = ({ model }: Kind): string =>
  `${Object.entries(model.vocab)
    .sort(([, a], [, b]) => a - b)
    .map(([token]) => token)
    .join('\n')}\n`;
// Published files hold special tokens too.
const pairsOf = ({ model, added_tokens: added }: Kind) => ({
  vocabulary: { ...model.vocab, ...Object.fromEntries(added.map(({ content, id }) => [content, id])) },
  merges: `#version: 0.2\n${(model.merges ?? []).map((merge) => [merge].flat().join(' ')).join('\n')}\n`,
});

describe('vocabularies without a tokenizer.json give what Python’s tokenizers make of it', () => {
  it.each([
    ['bert', {}],
    ['bert-cased', { do_lower_case: false, tokenize_chinese_chars: false }],
  ])('vocab.txt of %s', (name, config) => {
    const json = tokenizerOfVocabulary({ words: wordsOf(kind(name)), config, modelType: 'bert' });
    const [own, golden] = [new Tokenizer(json), new Tokenizer(kind(name))];
    for (const text of texts) {
      expect(own.encodeText(text)).toEqual(golden.encodeText(text));
      expect(own.encodeText([text, 'the town'])).toEqual(golden.encodeText([text, 'the town']));
    }
  });

  it.each([
    ['gpt2', 'gpt2'],
    ['roberta', 'roberta'],
    ['roberta', 'bart'],
  ])('vocab.json and merges.txt of %s, for %s', (name, modelType) => {
    const json = tokenizerOfVocabulary({ pairs: pairsOf(kind(name)), modelType });
    const golden = { ...kind(name), pre_tokenizer: { ...kind(name).pre_tokenizer, add_prefix_space: false } };
    const [own, wanted] = [new Tokenizer(json), new Tokenizer(golden)];
    for (const text of texts) {
      expect(own.encode(text)).toEqual(wanted.encode(text));
      expect(own.encode([text, 'the town'])).toEqual(wanted.encode([text, 'the town']));
      expect(own.decode(own.encode(text))).toEqual(wanted.decode(wanted.encode(text)));
    }
  });

  const minilm = new URL('../.cache/pretrained/minilm/', fixtures);
  it.skipIf(!existsSync(new URL('vocab.txt', minilm)))(
    'vocab.txt of MiniLM equals its tokenizer.json',
    () => {
      const file = (name: string): string => readFileSync(new URL(name, minilm), 'utf8');
      const own = new Tokenizer(tokenizerOfVocabulary({ words: file('vocab.txt'), modelType: 'bert' }));
      const golden = new Tokenizer(JSON.parse(file('tokenizer.json')));
      for (const text of texts) expect(own.encodeText(text)).toEqual(golden.encodeText(text));
    },
  );
});

describe('fromPretrained', () => {
  const files = {
    'config.json': read('models/bert/config.json'),
    'model.safetensors': read('models/bert/model.safetensors'),
  };
  const blob = (text: string): Blob => new Blob([text]);

  it('reads vocab.txt where there is nothing else', async () => {
    const words = wordsOf(kind('bert'));
    const { tokenizer } = await fromPretrained({ ...files, 'vocab.txt': blob(words) });
    expect(tokenizer?.encode('the river')).toEqual(new Tokenizer(kind('bert')).encode('the river'));
  });

  it.each([
    [
      'a vocabulary without its tokens',
      { 'vocab.txt': blob('a\nb\n') },
      /vocab.txt: lacks the cls token "<s>"/,
    ],
    [
      'pairs of a model that cuts texts in a way of its own',
      { 'vocab.json': blob('{"a": 0}'), 'merges.txt': blob('a b') },
      /do not say how a bert cuts texts; they are read for gpt2, roberta and bart\. Make a tokenizer\.json/,
    ],
    [
      'ids that are none',
      { 'vocab.json': blob('{"a": -1}'), 'merges.txt': blob(''), ...gpt2() },
      /vocab.json: expected/,
    ],
  ])('refuses %s', async (_, more, message) => {
    const work = fromPretrained({ ...files, ...more });
    await expect(work).rejects.toThrow(FormatError);
    await expect(work).rejects.toThrow(message);
  });

  function gpt2(): Readonly<Record<string, Uint8Array>> {
    return {
      'config.json': read('models/gpt2/config.json'),
      'model.safetensors': read('models/gpt2/model.safetensors'),
    };
  }
});
