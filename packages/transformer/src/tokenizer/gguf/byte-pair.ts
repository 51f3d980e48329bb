import type { TokenizerJson } from '../tokenizer-json.ts';
import type { VocabularyMetadata } from './metadata.ts';
import { addedTokensJson, aroundTexts, vocabularyJson } from './parts.ts';
import { cuttingNamed } from './splits.ts';

/** A vocabulary of the model `gpt2`: byte-level BPE with its merges. */
export function bytePairJson(metadata: VocabularyMetadata): TokenizerJson {
  const name = metadata.text('pre', 'default');
  const { splits, ignoresMerges, addsBegin } = cuttingNamed(name);
  const merges = (metadata.texts('merges') ?? []).map((merge) => {
    const space = merge.indexOf(' ', 1);
    return [merge.slice(0, space), merge.slice(space + 1)];
  });
  const begin = metadata.tokenOf('bos_token_id');
  const end = metadata.tokenOf('eos_token_id');
  const masks = ['<mask>', '[MASK]'];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokensJson(metadata, { before: masks }),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        ...splits.map((expression) => ({
          type: 'Split',
          pattern: { Regex: expression },
          behavior: 'Isolated',
          invert: false,
        })),
        {
          type: 'ByteLevel',
          add_prefix_space: metadata.flag('add_space_prefix', false),
          trim_offsets: true,
          use_regex: false,
        },
      ],
    },
    post_processor: aroundTexts(
      metadata,
      metadata.flag('add_bos_token', addsBegin || withEnds.includes(name)) ? begin : undefined,
      metadata.flag('add_eos_token', withEnds.includes(name)) ? end : undefined,
    ),
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: ignoresMerges,
      vocab: vocabularyJson(metadata.tokens),
      merges,
    },
  };
}

/** Encoders, which put a begin and an end around each text. */
const withEnds = ['jina-v1-en', 'jina-v2-code', 'roberta-bpe'];
