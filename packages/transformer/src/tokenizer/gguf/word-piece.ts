import { tokenKinds } from '../token-kinds.ts';
import type { TokenizerJson } from '../tokenizer-json.ts';
import type { VocabularyMetadata } from './metadata.ts';
import { addedTokensJson, aroundTexts, vocabularyJson } from './parts.ts';

/** A vocabulary of the model `bert`: WordPiece, with ▁ before the tokens that begin a word and nothing before others. */
export function wordPieceJson(metadata: VocabularyMetadata): TokenizerJson {
  const tokens = metadata.tokens.map((token, id) => {
    if (token.startsWith('▁')) return token.slice(1);
    const stands = metadata.kindOf(id) === tokenKinds.control || /^\[.+\]$/u.test(token);
    return stands ? token : `##${token}`;
  });
  const lowercase = metadata.flag('normalizer.lowercase', true);
  const separator = metadata.tokenOf('seperator_token_id') ?? metadata.tokenOf('separator_token_id');
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokensJson(metadata),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: metadata.flag('normalizer.strip_accents', lowercase),
      lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: aroundTexts(
      metadata,
      metadata.tokenOf('cls_token_id') ?? metadata.tokenOf('bos_token_id'),
      separator ?? metadata.tokenOf('eos_token_id'),
      1,
    ),
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: metadata.tokenOf('unknown_token_id') ?? '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: vocabularyJson(tokens),
    },
  };
}
