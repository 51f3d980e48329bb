import { type BartLikeConfig, checkSwitches, readBartLikeConfig } from '../bart-like/config.ts';
import type { WeightNames } from '../encoder-decoder-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** The `model_type`s of published configs that are of this family. */
export const bartModelTypes = ['bart'] as const;

/**
 * Reads a published config of BART.
 *
 * @param names Names in the weight file, where not all files have a bias of the logits.
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readBartConfig(hf: HfConfig, names?: WeightNames): BartLikeConfig {
  checkHfConfig('readBartConfig', hf);
  checkSwitches(hf, {
    add_final_layer_norm: false,
    normalize_before: false,
    normalize_embedding: true,
    static_position_embeddings: false,
  });
  return readBartLikeConfig(
    hf,
    {
      activation: 'gelu',
      attentionDropout: 0,
      layerDropout: 0,
      scaleEmbedding: false,
      embeddingNorm: true,
      bounded: true,
      normFirst: false,
      padId: 1,
      startId: 2,
      endId: 2,
      logitsBias: true,
    },
    names,
  );
}
