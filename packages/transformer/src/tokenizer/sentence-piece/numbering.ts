import { FormatError, showValue } from '@heed/core';
import { tokenKinds } from '../token-kinds.ts';
import { howToConvert } from '../vocabulary-files.ts';
import type { SentencePieceModel } from './model-file.ts';

/** How a model numbers the pieces of its SentencePiece model, and what it puts around a text. */
export interface Numbering {
  /** All tokens but the languages, and their ids. */
  readonly vocabulary: Readonly<Record<string, number>>;
  /** Tokens that are found in texts before any piece, beside those with a role. */
  readonly added: readonly string[];
  /** Tokens of languages, by id from the first on behind all others. */
  readonly languages: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Puts them around each of two texts; else around both. */
  readonly each?: boolean;
  /** What stands between two texts, where both stand inside `before` and `after`. */
  readonly between?: readonly string[];
  /** Token type of the second text and of what stands behind it; 0 by default. */
  readonly secondType?: number;
  /** The unknown token, where no file names it; `<unk>` by default. */
  readonly unknown?: string;
  /** What is done to a text before SentencePiece sees it, as parts of a `tokenizer.json`. */
  readonly normalizers?: readonly object[];
}

/** What a numbering is made of. */
export interface NumberingSource {
  readonly model: SentencePieceModel;
  /** The parsed `vocab.json`. */
  readonly vocabulary: Readonly<Record<string, number>> | undefined;
  /** A text of the `tokenizer_config.json`. */
  readonly setting: (name: string) => unknown;
  /** The special tokens without a role. */
  readonly additional: readonly string[];
  readonly modelType: string;
}

/** By `model_type`, what its tokenizer class in transformers does. */
const numberings: Readonly<Record<string, (source: NumberingSource) => Numbering>> = {
  albert: ofAlbert,
  camembert: ofCamembert,
  'deberta-v2': ofDebertaV2,
  marian: ofMarian,
  m2m_100: (source) => (source.vocabulary === undefined ? ofFairseq(source) : ofM2m100(source)),
  mbart: ofFairseq,
  pegasus: ofPegasus,
  t5: ofT5,
  mt5: ofT5,
  umt5: ofT5,
  'xlm-roberta': ofXlmRoberta,
};

/**
 * The numbering of a model; one that is not listed counts its pieces as they stand, and begins texts with the begin
 * token, as Llama does.
 */
export function numberingOf(source: NumberingSource): Numbering {
  const { modelType } = source;
  return (
    (Object.hasOwn(numberings, modelType) ? numberings[modelType] : undefined)?.(source) ?? ofLlama(source)
  );
}

/** One `vocab.json` for both languages, with the targets that the model knows: `>>deu<<`. */
function ofMarian({ vocabulary, setting }: NumberingSource): Numbering {
  if (setting('separate_vocabs') === true) {
    throw new FormatError('tokenizer_config.json: separate_vocabs: two vocabularies are not read');
  }
  if (vocabulary === undefined) throw new FormatError('vocab.json is missing, which numbers the pieces');
  const targets = Object.keys(vocabulary).filter((token) => /^>>.+<<$/.test(token));
  return { vocabulary, added: targets, languages: [], before: [], after: ['</s>'] };
}

function ofM2m100({ vocabulary = {}, additional, setting }: NumberingSource): Numbering {
  const languages = languagesOf(additional, /^__.+__$/);
  const source = `__${setting('src_lang') ?? 'en'}__`;
  return { vocabulary, added: [], languages, before: [source], after: ['</s>'] };
}

/** mBART's 50 languages and NLLB's: fairseq's four special tokens stand before the pieces. */
function ofFairseq({ model, additional, setting }: NumberingSource): Numbering {
  const name = setting('tokenizer_class');
  const languages = languagesOf(additional, /^([a-z]{2}_[A-Z]{2}|[a-z]{3}_[A-Z][a-z]{3})$/);
  const source = String(setting('src_lang') ?? languages.find((code) => /^en/.test(code)) ?? languages[0]);
  // The first mBART has the language behind the text.
  const isBehind = typeof name === 'string' && /^MBartTokenizer/.test(name);
  return {
    vocabulary: numbered(['<s>', '<pad>', '</s>', '<unk>', ...texts(model, 3)]),
    added: [],
    languages: [...languages, '<mask>'],
    before: isBehind ? [] : [source],
    after: isBehind ? ['</s>', source] : ['</s>'],
  };
}

/** 103 tokens of the training stand before the pieces. */
function ofPegasus({ model, setting }: NumberingSource): Numbering {
  const offset = Number(setting('offset') ?? 103);
  const names = [tokenIn(setting('mask_token_sent'), '<mask_1>'), tokenIn(setting('mask_token'), '<mask_2>')];
  const unused = Array.from({ length: Math.max(0, offset - 2) }, (_, index) => `<unk_${index + 2}>`);
  return {
    vocabulary: numbered(['<pad>', '</s>', ...names, ...unused, ...texts(model, 2)]),
    added: [...names, ...unused],
    languages: [],
    before: [],
    after: ['</s>'],
  };
}

/** The gaps of span corruption stand behind the pieces, the last one first. */
function ofT5({ model, setting }: NumberingSource): Numbering {
  const count = Number(setting('extra_ids') ?? 100);
  const gaps = Array.from({ length: count }, (_, index) => `<extra_id_${count - 1 - index}>`);
  return {
    vocabulary: numbered([...texts(model, 0), ...gaps]),
    added: gaps,
    languages: [],
    before: [],
    after: ['</s>'],
    each: true,
  };
}

/** The pieces as they stand, and the mask behind them. */
function ofDebertaV2({ model, setting }: NumberingSource): Numbering {
  for (const name of ['do_lower_case', 'split_by_punct']) {
    if (setting(name) === true) {
      throw new FormatError(`tokenizer_config.json: ${name} must be false, found true. ${howToConvert}`);
    }
  }
  const token = (name: string): string => tokenIn(setting(`${name}_token`), `[${name.toUpperCase()}]`);
  const [begin, separator, unknown, mask] = [token('cls'), token('sep'), token('unk'), token('mask')];
  return {
    vocabulary: numbered([...texts(model, 0), mask]),
    added: [begin, separator, unknown, mask, token('pad')],
    languages: [],
    before: [begin],
    after: [separator],
    between: [separator],
    secondType: 1,
    unknown,
  };
}

/** The pieces as they stand, of texts in small letters without accents. */
function ofAlbert({ model, setting }: NumberingSource): Numbering {
  const quotes = ['``', "''"].map((marks) => ({ type: 'Replace', pattern: { String: marks }, content: '"' }));
  return {
    vocabulary: numbered(texts(model, 0)),
    added: ['[CLS]', '[SEP]', '[MASK]'],
    languages: [],
    before: ['[CLS]'],
    after: ['[SEP]'],
    between: ['[SEP]'],
    secondType: 1,
    normalizers: [
      ...quotes,
      ...(setting('keep_accents') === true ? [] : [{ type: 'NFKD' }, { type: 'StripAccents' }]),
      ...(setting('do_lower_case') === false ? [] : [{ type: 'Lowercase' }]),
    ],
  };
}

/** Fairseq's four special tokens stand before the pieces, the mask behind them. */
function ofXlmRoberta({ model }: NumberingSource): Numbering {
  return fairseqEncoder(['<s>', '<pad>', '</s>', '<unk>', ...texts(model, 3)]);
}

/** Fairseq's special tokens, of which two serve nothing, stand before all pieces but the unknown one. */
function ofCamembert({ model }: NumberingSource): Numbering {
  const front = ['<s>NOTUSED', '<pad>', '</s>NOTUSED', '<unk>', '<unk>NOTUSED'];
  return fairseqEncoder([...front, ...texts(model, 1)]);
}

function fairseqEncoder(tokens: readonly string[]): Numbering {
  return {
    vocabulary: numbered([...tokens, '<mask>']),
    added: [],
    languages: [],
    before: ['<s>'],
    after: ['</s>'],
    between: ['</s>', '</s>'],
  };
}

function ofLlama({ model, setting }: NumberingSource): Numbering {
  const controls = model.pieces.filter(({ kind }) => kind === tokenKinds.control).map(({ text }) => text);
  const role = (name: string, usual: string): string[] =>
    [tokenIn(setting(name), usual)].filter((token) => controls.includes(token));
  return {
    vocabulary: numbered(texts(model, 0)),
    added: controls,
    languages: [],
    before: setting('add_bos_token') === false ? [] : role('bos_token', '<s>'),
    after: setting('add_eos_token') === true ? role('eos_token', '</s>') : [],
    each: true,
  };
}

/** The pieces from one on. */
function texts({ pieces }: SentencePieceModel, first: number): string[] {
  return pieces.slice(first).map(({ text }) => text);
}

/** Numbers from 0; of two of one spelling the first counts. */
function numbered(tokens: readonly string[]): Record<string, number> {
  return Object.fromEntries(tokens.map((token, id): [string, number] => [token, id]).reverse());
}

function tokenIn(value: unknown, usual: string): string {
  const content = typeof value === 'object' && value !== null && 'content' in value ? value.content : value;
  return typeof content === 'string' ? content : usual;
}

function languagesOf(additional: readonly string[], pattern: RegExp): string[] {
  const languages = additional.filter((token) => pattern.test(token));
  if (languages.length > 0) return languages;
  throw new FormatError(
    `special_tokens_map.json: lists no languages (seen ${showValue(additional)}). ${howToConvert}`,
  );
}
