import { checkHfConfig, type HfConfig } from '@heed/transformer';
import { readVisionConfig, type VisionConfig } from '../vision-config.ts';

/** What a BEiT is made of. */
export interface BeitConfig extends VisionConfig {
  /** Learned positions are added to the tokens. */
  readonly absolutePositions: boolean;
  /** A bias for the way from patch to patch: in each layer its own, one for all layers, or none. */
  readonly relativeBias: 'layer' | 'shared' | 'none';
  /** Pictures are pooled by the mean of their patches, or by the class token. */
  readonly meanPooling: boolean;
  /** Where the factors of the branches begin; 0 for models without. */
  readonly layerScale: number;
  readonly stochasticDepth: number;
}

/** The `model_type`s of published configs that are of this family. */
export const beitModelTypes = ['beit'] as const;

/**
 * Reads a published config of BEiT.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readBeitConfig(hf: HfConfig): BeitConfig {
  checkHfConfig('readBeitConfig', hf);
  const shared = hf.flag('use_shared_relative_position_bias', false);
  return {
    ...readVisionConfig(hf, 1e-12),
    absolutePositions: hf.flag('use_absolute_position_embeddings', false),
    relativeBias: shared ? 'shared' : hf.flag('use_relative_position_bias', false) ? 'layer' : 'none',
    meanPooling: hf.flag('use_mean_pooling', true),
    layerScale: hf.number('layer_scale_init_value', 0.1),
    stochasticDepth: hf.number('drop_path_rate', 0.1),
  };
}
