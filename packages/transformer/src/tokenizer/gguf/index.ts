import { checkKind, FormatError, showValue } from '@heed/core';
import type { TokenizerJson } from '../tokenizer-json.ts';
import { bytePairJson } from './byte-pair.ts';
import { type GgufMetadata, VocabularyMetadata } from './metadata.ts';
import { sentencePieceJson } from './sentence-piece.ts';
import { unigramJson } from './unigram.ts';
import { wordPieceJson } from './word-piece.ts';

export type { GgufMetadata } from './metadata.ts';

/** A tokenizer in the form in which it is published beside safetensors. */
export interface PublishedTokenizer {
  /** The `tokenizer.json`. */
  readonly tokenizer: TokenizerJson;
  /** The `tokenizer_config.json`: special tokens by what they are for, the longest text, chat templates. */
  readonly config: Readonly<Record<string, unknown>>;
}

const makers: Readonly<Record<string, (metadata: VocabularyMetadata) => TokenizerJson>> = {
  bert: wordPieceJson,
  gpt2: bytePairJson,
  llama: sentencePieceJson,
  t5: unigramJson,
};

/**
 * The tokenizer that a GGUF file describes in its metadata.
 *
 * @param metadata The metadata by key, as {@link openGguf} gives it.
 * @throws {FormatError} for a kind of vocabulary, or of cutting texts, that is not known here.
 *
 * @example
 * ```ts
 * import { ggufTokenizer, Tokenizer } from '@heed/transformer';
 * const metadata = new Map<string, unknown>([
 *   ['tokenizer.ggml.model', 'llama'],
 *   ['tokenizer.ggml.tokens', ['<unk>', '<s>', '▁', 'a', '▁a']],
 *   ['tokenizer.ggml.scores', [0, 0, -2, -3, -1]],
 *   ['tokenizer.ggml.token_type', [2, 3, 1, 1, 1]],
 *   ['tokenizer.ggml.bos_token_id', 1],
 * ]);
 * const { tokenizer, config } = ggufTokenizer(metadata);
 * console.log(new Tokenizer(tokenizer, { config }).encode('a')); // [ 1, 4 ]
 * ```
 */
export function ggufTokenizer(metadata: GgufMetadata): PublishedTokenizer {
  checkKind('ggufTokenizer: metadata', metadata, 'a map');
  const kind = metadata.get('tokenizer.ggml.model');
  const make = typeof kind === 'string' && Object.hasOwn(makers, kind) ? makers[kind] : undefined;
  if (make === undefined) {
    throw new FormatError(
      `GGUF: tokenizer.ggml.model is ${showValue(kind)}; known are ${Object.keys(makers).join(', ')}`,
    );
  }
  const vocabulary = new VocabularyMetadata(metadata);
  return { tokenizer: make(vocabulary), config: configOf(vocabulary) };
}

/** By field of a `tokenizer_config.json`, the keys that may hold the token. */
const roleKeys: Readonly<Record<string, readonly string[]>> = {
  bos_token: ['bos_token_id'],
  eos_token: ['eos_token_id'],
  unk_token: ['unknown_token_id'],
  sep_token: ['seperator_token_id', 'separator_token_id'],
  pad_token: ['padding_token_id'],
  cls_token: ['cls_token_id'],
  mask_token: ['mask_token_id'],
};

function configOf(vocabulary: VocabularyMetadata): Record<string, unknown> {
  const roles = Object.entries(roleKeys).flatMap(([field, keys]) => {
    const token = keys.map((key) => vocabulary.tokenOf(key)).find((found) => found !== undefined);
    return token === undefined ? [] : [[field, token] as const];
  });
  const length = vocabulary.get(`${vocabulary.get('general.architecture')}.context_length`);
  const template = chatTemplates(vocabulary);
  return {
    ...Object.fromEntries(roles),
    ...(typeof length === 'number' && { model_max_length: length }),
    ...(template !== undefined && { chat_template: template }),
  };
}

/** The chat template, or the list of named ones where there are several. */
function chatTemplates(vocabulary: VocabularyMetadata): unknown {
  const prefix = 'tokenizer.chat_template';
  const names = vocabulary.get('tokenizer.chat_templates');
  const main = vocabulary.get(prefix);
  if (!Array.isArray(names) || names.length === 0) return main;
  const named = names.flatMap((name: unknown) => {
    const template = vocabulary.get(`${prefix}.${String(name)}`);
    return typeof name === 'string' && template !== undefined ? [{ name, template }] : [];
  });
  return [...(main === undefined ? [] : [{ name: 'default', template: main }]), ...named];
}
