import { type BartLikeConfig, checkSwitches, readBartLikeConfig } from '../bart-like/config.ts';
import type { WeightNames } from '../encoder-decoder-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** The `model_type`s of published configs that are of this family. */
export const pegasusModelTypes = ['pegasus'] as const;

/**
 * Reads a published config of Pegasus. Its decoder starts with padding.
 *
 * @param names Names in the weight file, where not all files have a bias of the logits.
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readPegasusConfig(hf: HfConfig, names?: WeightNames): BartLikeConfig {
  checkHfConfig('readPegasusConfig', hf);
  checkSwitches(hf, {
    add_final_layer_norm: true,
    normalize_before: true,
    normalize_embedding: false,
    static_position_embeddings: true,
  });
  return readBartLikeConfig(
    hf,
    {
      activation: 'gelu',
      attentionDropout: 0,
      layerDropout: 0,
      scaleEmbedding: false,
      embeddingNorm: false,
      bounded: true,
      normFirst: true,
      padId: 0,
      startId: 0,
      endId: 1,
      logitsBias: true,
    },
    names,
  );
}
