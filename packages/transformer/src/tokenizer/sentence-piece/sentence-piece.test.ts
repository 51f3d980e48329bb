import { readFileSync } from 'node:fs';
import { FormatError } from '@heed/core';
import { describe, expect, it, test } from 'vitest';
import { nastyStrings } from '../../../../../fixtures/tokenizer/nasty-strings.ts';
import { fromPretrained } from '../../pretrained/index.ts';
import { mutateBytes, seeded } from '../../pretrained/testing/mutate.ts';
import { Tokenizer } from '../tokenizer.ts';
import { tokenizerOfSentencePiece } from './index.ts';
import { readSentencePiece } from './model-file.ts';
import { pieceModelJson, pipelineJson } from './piece-model.ts';

const fixtures = new URL('../../../../../fixtures/', import.meta.url);
const read = (name: string): Uint8Array => readFileSync(new URL(name, fixtures));
const readModel = (name: string): Uint8Array => read(`tokenizer/sentence-piece/${name}.model`);
const readJson = (name: string): unknown =>
  JSON.parse(new TextDecoder().decode(read(`tokenizer/sentence-piece/${name}.json`)));

interface Golden {
  readonly [kind: string]: readonly [ids: readonly number[], text: string][];
}
interface GoldenParts {
  readonly pairs: Readonly<Record<string, readonly number[]>>;
  readonly languages: Readonly<Record<string, readonly string[]>>;
  readonly targets: readonly [text: string, ids: readonly number[]][];
  readonly special: readonly [text: string, ids: readonly number[]][];
  readonly t5: readonly number[][];
  readonly pegasus: readonly number[][];
  readonly mbart: readonly number[][];
  readonly llama: readonly number[][];
  readonly 'xlm-roberta': readonly number[][];
  readonly camembert: readonly number[][];
  readonly 'deberta-v2': readonly number[][];
  readonly albert: readonly number[][];
  readonly masked: Readonly<Record<string, readonly number[]>>;
}
const golden = readJson('golden') as Golden;
const parts = readJson('golden') as GoldenParts;
const lines = new TextDecoder()
  .decode(read('tokenizer/corpus.txt'))
  .split('\n')
  .filter((line) => line !== '');
const texts = [...nastyStrings(240), ...lines];

/** The tokenizer of a `model_type`, of a model file and of what stands beside it. */
function published(modelType: string, file: string, more: object = {}): Tokenizer {
  const files = { model: readModel(file), name: `${file}.model`, modelType, ...more };
  return new Tokenizer(tokenizerOfSentencePiece(files), {
    ...('config' in files && { config: files.config }),
    ...('specialTokensMap' in files && { specialTokensMap: files.specialTokensMap }),
  });
}

const marian = published('marian', 'unigram', {
  vocabulary: readJson('marian'),
  config: { eos_token: '</s>', unk_token: '<unk>', pad_token: '<pad>' },
});
const m2m100 = published('m2m_100', 'bpe', {
  vocabulary: readJson('m2m100'),
  specialTokensMap: { additional_special_tokens: parts.languages['m2m100'] },
});
const mbart = published('mbart', 'unigram', {
  specialTokensMap: { additional_special_tokens: parts.languages['mbart'] },
});
// As microsoft/deberta-v3-base has it: no file names the special tokens.
const debertaV2 = published('deberta-v2', 'deberta', { config: { do_lower_case: false, vocab_type: 'spm' } });
const encoders = {
  'xlm-roberta': published('xlm-roberta', 'unigram'),
  camembert: published('camembert', 'unigram'),
  'deberta-v2': debertaV2,
  albert: published('albert', 'albert'),
};

describe.each(['unigram', 'padded', 'bpe', 'bytes', 'bare', 'deberta'])('as SentencePiece: %s', (name) => {
  const model = readSentencePiece(readModel(name), name);
  const tokenizer = new Tokenizer({
    ...{ version: '1.0', added_tokens: [], post_processor: null },
    ...pipelineJson(model),
    model: pieceModelJson(model),
  });
  const unknown = { padded: 2, deberta: 3 }[name] ?? 0;

  test('ids of odd texts', () => {
    expect(texts.map((text) => tokenizer.encode(text))).toEqual((golden[name] ?? []).map(([ids]) => ids));
  });

  test('texts of ids', () => {
    // Unknown ids are written as ⁇ there, and as their token here.
    const known = (golden[name] ?? []).filter(([ids]) => !ids.includes(unknown));
    expect(known.length).toBeGreaterThan(40);
    expect(known.map(([ids]) => tokenizer.decode(ids))).toEqual(known.map(([, text]) => text));
  });
});

describe('as the tokenizers of transformers 5.24', () => {
  test.each([
    ['Marian', marian, golden['marian']],
    ['M2M100', m2m100, golden['m2m100']],
  ] as const)('%s, also on odd texts, and back', (_, tokenizer, expected = []) => {
    expect(texts.map((text) => tokenizer.encode(text))).toEqual(expected.map(([ids]) => ids));
    expect(expected.map(([ids]) => tokenizer.decode(ids).trim())).toEqual(
      expected.map(([, text]) => text.trim()),
    );
  });

  test.each([
    ['T5', published('t5', 'padded'), parts.t5],
    ['Pegasus', published('pegasus', 'padded'), parts.pegasus],
    ['mBART-50', mbart, parts.mbart],
    ['Llama', published('llama', 'bytes', { config: { add_bos_token: false } }), parts.llama],
    ['XLM-RoBERTa', encoders['xlm-roberta'], parts['xlm-roberta']],
    ['CamemBERT', encoders.camembert, parts.camembert],
    ['DeBERTa v2', debertaV2, parts['deberta-v2']],
    ['ALBERT', encoders.albert, parts.albert],
  ] as const)('%s', (name, tokenizer, expected) => {
    expect(lines.map((line) => tokenizer.encode(line))).toEqual(expected);
    // What the smallest of them does not know is left out of the text.
    const unknown = tokenizer.roles.get('unk')?.id ?? tokenizer.tokenToId('<unk>') ?? -1;
    const known = lines.filter((_line, at) => !expected[at]?.includes(unknown));
    expect(known.length).toBeGreaterThan(25);
    const small = (text: string): string =>
      text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll("''", '"');
    expect(known.map((line) => tokenizer.decode(tokenizer.encode(line)))).toEqual(
      name === 'ALBERT' ? known.map(small) : known,
    );
  });

  test('pairs of texts', () => {
    const kinds = {
      marian,
      m2m100,
      mbart,
      t5: published('t5', 'padded'),
      pegasus: published('pegasus', 'padded'),
      ...encoders,
    };
    const pair = ['The river', 'ist breit'] as const;
    const ids = Object.entries(kinds).map(([name, tokenizer]) => [name, tokenizer.encode(pair)]);
    expect(Object.fromEntries(ids)).toEqual(parts.pairs);
  });

  test('the mask of encoders, and what tells two texts apart', () => {
    for (const [name, tokenizer] of Object.entries(encoders)) {
      const mask = tokenizer.roles.get('mask')?.token ?? '';
      expect(tokenizer.encode(`The ${mask} is`), name).toEqual(parts.masked[name]);
      expect([...tokenizer.roles.keys()]).toEqual(['unk', 'sep', 'pad', 'cls', 'mask']);
    }
    const [encoding] = debertaV2.encodeTexts([['The river', 'is']]);
    expect(encoding?.typeIds.join('')).toMatch(/^0+1+$/);
    expect(encoding?.typeIds.filter((type) => type === 1)).toHaveLength(
      debertaV2.encode('is', { addSpecialTokens: false }).length + 1,
    );
  });

  test('targets and special tokens in a text', () => {
    for (const [text, ids] of [...parts.targets, ...parts.special]) expect(marian.encode(text)).toEqual(ids);
    expect(m2m100.tokenToId('__af__')).toBe(256);
    expect(mbart.encode('<mask>').length).toBe(3);
    expect(published('t5', 'padded').tokenToId('<extra_id_0>')).toBe(
      published('t5', 'padded').vocabularySize - 1,
    );
    const llama = published('llama', 'bytes', { config: { bos_token: '<s>', eos_token: '</s>' } });
    expect(llama.encode('<start_of_turn>').slice(0, 1)).toEqual([llama.tokenToId('<s>')]);
    expect(llama.tokenize('a<start_of_turn>b')).toEqual(['▁a', '<start_of_turn>', '▁b']);
  });
});

describe('files', () => {
  const model = {
    'config.json': read('models/marian/config.json'),
    'model.safetensors': read('models/marian/model.safetensors'),
  };

  it('are read with a model that has no tokenizer.json', async () => {
    const { tokenizer } = await fromPretrained({
      ...model,
      'source.spm': readModel('unigram'),
      'target.spm': readModel('bare'),
      'vocab.json': read('tokenizer/sentence-piece/marian.json'),
    });
    expect(tokenizer?.encode('The river')).toEqual([211, 71, 225, 0]);
    const { tokenizer: again } = await fromPretrained({
      ...model,
      'tokenizer.json': new TextEncoder().encode(JSON.stringify(tokenizer?.json)),
    });
    expect(again?.encode('The river')).toEqual([211, 71, 225, 0]);
    // A vocabulary of another format, under the same name.
    const other = await fromPretrained({ ...model, 'tokenizer.model': new TextEncoder().encode('IQ== 0\n') });
    expect(other.tokenizer).toBeUndefined();
  });

  it.each([
    ['bytes of something else', new TextEncoder().encode('{"a": 0}'), /is no SentencePiece model/],
    ['nothing', new Uint8Array(), /it has no pieces/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readSentencePiece(bytes, 'source.spm')).toThrow(FormatError);
    expect(() => readSentencePiece(bytes, 'source.spm')).toThrow(message);
  });

  it.each(['do_lower_case', 'split_by_punct'])('refuses a DeBERTa with %s', (name) => {
    const create = () => published('deberta-v2', 'deberta', { config: { [name]: true } });
    expect(create).toThrow(FormatError);
    expect(create).toThrow(`${name} must be false, found true`);
  });

  it.each([
    ['Marian without its vocabulary', 'marian', {}, /vocab\.json is missing/],
    ['two vocabularies', 'marian', { config: { separate_vocabs: true } }, /separate_vocabs/],
    [
      'an unknown token that is not there',
      'marian',
      { vocabulary: { a: 0, '</s>': 1 } },
      /lacks the unknown token/,
    ],
    ['M2M100 without languages', 'm2m_100', { vocabulary: { '<unk>': 0 } }, /lists no languages/],
    ['a vocabulary that is none', 'marian', { vocabulary: [1] }, /expected tokens and their ids/],
  ])('refuses %s', (_, modelType, more, message) => {
    expect(() => published(modelType, 'unigram', more)).toThrow(FormatError);
    expect(() => published(modelType, 'unigram', more)).toThrow(message);
  });

  it('damaged in 300 ways gives a tokenizer or a FormatError', () => {
    const bytes = readModel('bytes');
    for (let seed = 0; seed < 300; seed++) {
      try {
        const json = tokenizerOfSentencePiece({
          model: mutateBytes(bytes, bytes.length, seeded(seed)),
          name: 'x',
          modelType: 'llama',
        });
        new Tokenizer(json).encode('The river 1234');
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
  });
});
