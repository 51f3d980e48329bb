import { FormatError } from '@heed/core';
import { base64 } from '../base64.ts';
import { tokenKinds } from '../token-kinds.ts';
import type { TokenizerJson } from '../tokenizer-json.ts';
import type { VocabularyMetadata } from './metadata.ts';
import { addedTokensJson, aroundTexts } from './parts.ts';

/** A vocabulary of the model `t5`: SentencePiece Unigram, with its rules for characters. */
export function unigramJson(metadata: VocabularyMetadata): TokenizerJson {
  const scores = metadata.numbers('scores') ?? [];
  const unknown = metadata.tokens.findIndex((_, id) => metadata.kindOf(id) === tokenKinds.unknown);
  if (unknown < 0) throw new FormatError('GGUF: tokenizer.ggml.token_type marks no token as unknown');
  const rules = metadata.numbers('precompiled_charsmap') ?? [];
  const single = metadata.flag('remove_extra_whitespaces', true);
  const scheme = metadata.flag('add_space_prefix', true) ? 'always' : 'never';
  const marks = { type: 'Metaspace', replacement: '▁', prepend_scheme: scheme, split: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokensJson(metadata),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        ...(rules.length > 0 ? [{ type: 'Precompiled', precompiled_charsmap: base64(rules) }] : []),
        ...(single
          ? [
              { type: 'Strip', strip_left: false, strip_right: true },
              { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
            ]
          : []),
      ],
    },
    pre_tokenizer: marks,
    post_processor: aroundTexts(
      metadata,
      metadata.flag('add_bos_token', false) ? metadata.tokenOf('bos_token_id') : undefined,
      metadata.flag('add_eos_token', true) ? metadata.tokenOf('eos_token_id') : undefined,
    ),
    decoder: marks,
    model: {
      type: 'Unigram',
      unk_id: unknown,
      vocab: metadata.tokens.map((token, id): [string, number] => [token, scores[id] ?? 0]),
      byte_fallback: metadata.tokens.some((_, id) => metadata.kindOf(id) === tokenKinds.byte),
    },
  };
}
