import type { TokenizerJson } from '../tokenizer-json.ts';
import { tokenKinds, type VocabularyMetadata } from './metadata.ts';
import { addedTokensJson, templateJson, vocabularyJson } from './parts.ts';

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
    post_processor: templateJson(
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
      merges: mergesOf(metadata),
    },
  };
}

/**
 * The merges that scores amount to: every way to make a token of two others, the token of the highest score first and
 * of its ways the one with the longest left side.
 */
function mergesOf(metadata: VocabularyMetadata): [string, string][] {
  const scores = metadata.numbers('scores') ?? [];
  const mergeable = new Map<string, number>();
  for (const [id, token] of metadata.tokens.entries()) {
    const kind = metadata.kindOf(id);
    if (kind === tokenKinds.normal || kind === tokenKinds.userDefined) mergeable.set(token, scores[id] ?? 0);
  }
  const merges: { left: string; right: string; score: number }[] = [];
  for (const [token, score] of mergeable) {
    const characters = Array.from(token);
    for (let split = 1, left = ''; split < characters.length; split++) {
      left += characters[split - 1];
      const right = token.slice(left.length);
      if (mergeable.has(left) && mergeable.has(right)) merges.push({ left, right, score });
    }
  }
  merges.sort(
    (a, b) => b.score - a.score || b.left.length - a.left.length || b.right.length - a.right.length,
  );
  return merges.map(({ left, right }) => [left, right]);
}

/** Phi-3's special tokens swallow the white space after them; the file does not say so. */
function strippingTokens(metadata: VocabularyMetadata): string[] {
  if (metadata.get('general.architecture') !== 'phi3') return [];
  const keeping = ['<unk>', '<s>', '<|endoftext|>'];
  return metadata.tokens.filter((token) => !keeping.includes(token));
}
