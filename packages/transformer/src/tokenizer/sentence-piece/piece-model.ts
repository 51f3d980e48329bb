import { base64 } from '../base64.ts';
import { tokenKinds } from '../token-kinds.ts';
import type { TokenizerJson } from '../tokenizer-json.ts';
import { mergesOf } from './merges.ts';
import type { SentencePieceModel } from './model-file.ts';

type PipelineJson = Pick<TokenizerJson, 'normalizer' | 'pre_tokenizer' | 'decoder'>;

/** Spaces at the beginning of a text that are taken away where all are. */
const mostSpaces = 2 ** 16;

/** Pieces that are found in texts, or stand for a byte. The others are spelt as nothing, which no text holds. */
const found: readonly number[] = [tokenKinds.normal, tokenKinds.userDefined, tokenKinds.byte];

/** The `model` of a `tokenizer.json` that finds the pieces of a SentencePiece model, with its ids. */
export function pieceModelJson(model: SentencePieceModel): TokenizerJson['model'] {
  const { kind, fallsBackOnBytes } = model;
  const pieces = model.pieces.map((piece) => (found.includes(piece.kind) ? piece : { ...piece, text: '' }));
  const unknown = pieces.findIndex((piece) => piece.kind === tokenKinds.unknown);
  if (kind === 'unigram') {
    return {
      type: 'Unigram',
      unk_id: unknown < 0 ? null : unknown,
      vocab: pieces.map(({ text, score }): [string, number] => [text, score]),
      byte_fallback: fallsBackOnBytes,
    };
  }
  const mergeable = pieces.filter((piece) => piece.kind === tokenKinds.normal);
  return {
    type: 'BPE',
    dropout: null,
    unk_token: pieces[unknown]?.text ?? null,
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: true,
    byte_fallback: fallsBackOnBytes,
    ignore_merges: false,
    vocab: Object.fromEntries(pieces.map(({ text }, id): [string, number] => [text, id]).reverse()),
    merges: mergesOf(new Map(mergeable.map(({ text, score }) => [text, score]))),
  };
}

/**
 * What SentencePiece does to a text before it looks for pieces, and to pieces when it makes a text of them.
 *
 * @param before What is done to a text before that.
 */
export function pipelineJson(model: SentencePieceModel, before: readonly object[] = []): PipelineJson {
  const { rules, addsSpace, removesSpaces, splitsWords, fallsBackOnBytes } = model;
  const replace = (pattern: object, content: string): object => ({ type: 'Replace', pattern, content });
  // A mark of a space at the end counts as one.
  const spaces = [replace({ Regex: '\\A +|[ ▁]+\\z' }, ''), replace({ Regex: ' {2,}' }, ' ')];
  return {
    normalizer: {
      type: 'Sequence',
      normalizers: [
        ...before,
        ...(rules.length > 0 ? [{ type: 'Precompiled', precompiled_charsmap: base64(rules) }] : []),
        ...(removesSpaces ? spaces : []),
        replace({ String: ' ' }, '▁'),
        // Also before a text that begins with a space or a mark of one; nothing is put before nothing.
        ...(addsSpace ? [{ type: 'Prepend', prepend: '▁' }] : []),
      ],
    },
    pre_tokenizer: {
      type: 'Metaspace',
      replacement: '▁',
      prepend_scheme: 'never',
      split: splitsWords,
    },
    decoder: {
      type: 'Sequence',
      decoders: [
        replace({ String: '▁' }, ' '),
        ...(fallsBackOnBytes ? [{ type: 'ByteFallback' }] : []),
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: removesSpaces ? mostSpaces : Number(addsSpace), stop: 0 },
      ],
    },
  };
}
