import { checkHfConfig, HfConfig } from '@heed/transformer';
import { type DetectionLossConfig, readDetectionLossConfig } from '../detection/detection-loss.ts';
import { readViTConfig } from '../vit/config.ts';
import type { ViTConfig } from '../vit-like/layer.ts';

/** What a YOLOS is made of. */
export interface YolosConfig extends ViTConfig {
  /** Tokens that each may find one thing. */
  readonly detectionTokens: number;
  /** Positions are added again behind every layer but the last. */
  readonly positionsBetweenLayers: boolean;
  /** Weights of the loss: the option of `detectionLoss`. */
  readonly loss: DetectionLossConfig;
}

/** The `model_type`s of published configs that are of this family. */
export const yolosModelTypes = ['yolos'] as const;

/**
 * Reads a published config of YOLOS.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readYolosConfig(hf: HfConfig): YolosConfig {
  checkHfConfig('readYolosConfig', hf);
  return {
    ...readViTConfig(new HfConfig({ image_size: [512, 864], ...hf.toJSON() })),
    detectionTokens: hf.size('num_detection_tokens', 100),
    positionsBetweenLayers: hf.flag('use_mid_position_embeddings', true),
    loss: readDetectionLossConfig(hf),
  };
}
