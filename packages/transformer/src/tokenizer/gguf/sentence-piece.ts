import { mergesOf } from '../sentence-piece/merges.ts';
import { tokenKinds } from '../token-kinds.ts';
import type { TokenizerJson } from '../tokenizer-json.ts';
import type { VocabularyMetadata } from './metadata.ts';
import { addedTokensJson, aroundTexts, vocabularyJson } from './parts.ts';

/** A vocabulary of the model `llama`: SentencePiece BPE, which has scores in place of merges. */
export function sentencePieceJson(metadata: VocabularyMetadata): TokenizerJson {
  const { tokens } = metadata;
  const prefixed = metadata.flag('add_space_prefix', true);
  const unknown = metadata.tokenOf('unknown_token_id');
  const spaces = { type: 'Replace', pattern: { String: ' ' }, content: '▁' };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokensJson(metadata, { after: strippingTokens(metadata) }),
    normalizer: prefixed
      ? { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, spaces] }
      : spaces,
    pre_tokenizer: null,
    post_processor: aroundTexts(
      metadata,
      metadata.flag('add_bos_token', true) ? metadata.tokenOf('bos_token_id') : undefined,
      metadata.flag('add_eos_token', false) ? metadata.tokenOf('eos_token_id') : undefined,
    ),
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        ...(prefixed ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []),
      ],
    },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: unknown ?? null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
      ignore_merges: false,
      vocab: vocabularyJson(tokens),
      merges: mergesOf(mergeable(metadata)),
    },
  };
}

/** Pieces that may be merged, and their scores. */
function mergeable(metadata: VocabularyMetadata): Map<string, number> {
  const scores = metadata.numbers('scores') ?? [];
  const pieces = new Map<string, number>();
  for (const [id, token] of metadata.tokens.entries()) {
    const kind = metadata.kindOf(id);
    if (kind === tokenKinds.normal || kind === tokenKinds.userDefined) pieces.set(token, scores[id] ?? 0);
  }
  return pieces;
}

/** Phi-3's special tokens swallow the white space after them; the file does not say so. */
function strippingTokens(metadata: VocabularyMetadata): string[] {
  if (metadata.get('general.architecture') !== 'phi3') return [];
  const keeping = ['<unk>', '<s>', '<|endoftext|>'];
  return metadata.tokens.filter((token) => !keeping.includes(token));
}
