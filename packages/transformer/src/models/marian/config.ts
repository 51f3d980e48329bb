import { type BartLikeConfig, checkSwitches, readBartLikeConfig } from '../bart-like/config.ts';
import type { WeightNames } from '../encoder-decoder-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** The `model_type`s of published configs that are of this family. */
export const marianModelTypes = ['marian'] as const;

/**
 * Reads a published config of Marian (opus-mt). Its decoder starts with padding, and source and target may have
 * vocabularies of their own.
 *
 * @param names Names in the weight file, where not all files have a bias of the logits.
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readMarianConfig(hf: HfConfig, names?: WeightNames): BartLikeConfig {
  checkHfConfig('readMarianConfig', hf);
  checkSwitches(hf, {
    add_final_layer_norm: false,
    normalize_before: false,
    normalize_embedding: false,
    static_position_embeddings: true,
  });
  const sourceVocabularySize = hf.size('vocab_size');
  // The last word of the vocabulary, wherever nothing else is said.
  const padId = hf.number('pad_token_id', sourceVocabularySize - 1);
  return readBartLikeConfig(
    hf,
    {
      activation: 'gelu',
      attentionDropout: 0,
      layerDropout: 0,
      scaleEmbedding: false,
      embeddingNorm: false,
      bounded: true,
      normFirst: false,
      padId,
      startId: padId,
      endId: 0,
      logitsBias: true,
      targetVocabularySize: hf.flag('share_encoder_decoder_embeddings', true)
        ? undefined
        : hf.size('decoder_vocab_size', sourceVocabularySize),
    },
    names,
  );
}
