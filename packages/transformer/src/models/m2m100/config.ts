import { type BartLikeConfig, readBartLikeConfig } from '../bart-like/config.ts';
import type { WeightNames } from '../encoder-decoder-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** The `model_type`s of published configs that are of this family; NLLB's says `m2m_100` too. */
export const m2m100ModelTypes = ['m2m_100'] as const;

/**
 * Reads a published config of M2M100 or NLLB.
 *
 * @param names Names in the weight file, where not all files have a bias of the logits.
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readM2M100Config(hf: HfConfig, names?: WeightNames): BartLikeConfig {
  checkHfConfig('readM2M100Config', hf);
  return readBartLikeConfig(
    hf,
    {
      activation: 'relu',
      attentionDropout: 0.1,
      layerDropout: 0.05,
      scaleEmbedding: true,
      embeddingNorm: false,
      bounded: false,
      normFirst: true,
      padId: 1,
      startId: 2,
      endId: 2,
      logitsBias: false,
    },
    names,
  );
}
