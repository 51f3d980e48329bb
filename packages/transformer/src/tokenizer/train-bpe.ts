import { checkKind, checkOneOf, checkOptions, checkWhole, OptionError, showValue } from '@heed/core';
import { learnMerges } from './learn-merges.ts';
import { byteAlphabet, countPieces, decoderJson, preTokenizerJson } from './pre-tokenize.ts';
import { type TemplatePart, templateJson, tokenParts } from './template-json.ts';
import type { AddedTokenJson, TokenizerJson } from './tokenizer-json.ts';
import { wellFormed } from './well-formed.ts';

/** Options of {@link trainBpe}. */
export interface TrainBpeOptions {
  /** How many tokens to have in all: special tokens, the 256 bytes and learned ones. */
  readonly vocabularySize: number;
  /** Tokens with a meaning of their own; they get the first ids. Default: `<pad> <s> </s> <unk>`. */
  readonly specialTokens?: readonly string[];
  /** A pair seen less often than this is not merged. Default 2. */
  readonly minFrequency?: number;
  /** Unicode normalisation of texts, when training and when encoding. Default `none`: no text is changed. */
  readonly normalization?: 'none' | 'NFC' | 'NFKC';
  /** The special token put before an encoded text. Default: none. */
  readonly startToken?: string;
  /** The special token put after an encoded text. Default: none. */
  readonly endToken?: string;
}

/**
 * Trains a byte-level byte-pair-encoding tokenizer (Sennrich et al. 2016, https://arxiv.org/abs/1508.07909;
 * on bytes as in Radford et al. 2019) and returns it as a `tokenizer.json`, which {@link Tokenizer} here
 * and the tokenizers library in Python read alike. Every text of any script can be encoded, and nothing
 * is ever unknown. The same texts and options give the same tokenizer.
 *
 * @param texts The corpus, read once. For translation: the sources and the targets, for one vocabulary of both.
 * @returns The tokenizer. Fewer than `vocabularySize` tokens when the corpus holds no more pairs.
 * @throws {OptionError} for unknown options, or a vocabulary that cannot hold the special tokens and bytes.
 *
 * @example
 * ```ts
 * import { Tokenizer, trainBpe } from '@heed/transformer';
 * const texts = ['low lower lowest', 'new newer newest'];
 * const tokenizer = new Tokenizer(trainBpe(texts, { vocabularySize: 270 }));
 * console.log(tokenizer.tokenize('lowest')); // [ 'lo', 'west' ]
 * console.log(tokenizer.encode('lowest')); // [ 261, 267 ]
 * ```
 */
export function trainBpe(texts: Iterable<string>, options: TrainBpeOptions): TokenizerJson {
  if (typeof texts !== 'object' || texts === null || !(Symbol.iterator in texts)) {
    throw new OptionError(`trainBpe: a list of texts is needed, got ${showValue(texts)}`);
  }
  checkOptions('trainBpe', options, optionNames);
  const {
    vocabularySize,
    specialTokens = ['<pad>', '<s>', '</s>', '<unk>'],
    minFrequency = 2,
    normalization = 'none',
  } = options;
  checkWhole('trainBpe: vocabularySize', vocabularySize);
  checkWhole('trainBpe: minFrequency', minFrequency);
  checkOneOf('trainBpe: normalization', normalization, ['none', 'NFC', 'NFKC']);
  checkSpecialTokens(specialTokens, vocabularySize, options);
  const tokens = [...specialTokens, ...byteAlphabet()];
  const counts = countPieces(normalized(texts, normalization));
  const merges = learnMerges(counts, tokens, vocabularySize, minFrequency);
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map(specialToken),
    normalizer: normalization === 'none' ? null : { type: normalization },
    pre_tokenizer: preTokenizerJson,
    post_processor: template(specialTokens, options.startToken, options.endToken),
    decoder: decoderJson,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map(({ left, right }) => [tokens[left], tokens[right]]),
    },
  };
}

const optionNames = [
  'vocabularySize',
  'specialTokens',
  'minFrequency',
  'normalization',
  'startToken',
  'endToken',
];

function checkSpecialTokens(
  specialTokens: readonly string[],
  vocabularySize: number,
  { startToken, endToken }: TrainBpeOptions,
): void {
  checkKind('trainBpe: specialTokens', specialTokens, 'a list');
  const least = specialTokens.length + 256;
  if (vocabularySize < least) {
    throw new OptionError(
      `trainBpe: vocabularySize must be at least ${least} (${specialTokens.length} special tokens and 256 bytes), got ${vocabularySize}`,
    );
  }
  const alphabet = new Set(byteAlphabet());
  for (const [index, token] of specialTokens.entries()) {
    if (token === '' || alphabet.has(token) || specialTokens.indexOf(token) !== index) {
      throw new OptionError(
        `trainBpe: special tokens must be distinct and longer than one character, got ${JSON.stringify(token)}`,
      );
    }
  }
  for (const [name, token] of Object.entries({ startToken, endToken })) {
    if (token !== undefined && !specialTokens.includes(token)) {
      throw new OptionError(
        `trainBpe: ${name} must be one of the special tokens ${specialTokens.join(' ')}, got ${token}`,
      );
    }
  }
}

function* normalized(texts: Iterable<string>, normalization: 'none' | 'NFC' | 'NFKC'): Generator<string> {
  for (const text of texts) {
    const sound = wellFormed(text);
    yield normalization === 'none' ? sound : sound.normalize(normalization);
  }
}

function specialToken(content: string, id: number): AddedTokenJson {
  return {
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  };
}

function template(
  specialTokens: readonly string[],
  startToken: string | undefined,
  endToken: string | undefined,
): object | null {
  const single: TemplatePart[] = [...tokenParts([startToken]), { text: 'A' }, ...tokenParts([endToken])];
  return templateJson((token) => specialTokens.indexOf(token), single, [
    ...single,
    { text: 'B' },
    ...tokenParts([endToken]),
  ]);
}
