import { checkHfConfig, type HfConfig } from '@heed/transformer';
import { readVisionConfig } from '../vision-config.ts';
import type { ViTConfig } from '../vit-like/layer.ts';

/** The `model_type`s of published configs that are of this family. */
export const vitModelTypes = ['vit', 'deit'] as const;

/**
 * Reads a published config of ViT or DeiT, whose fields are the same.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readViTConfig(hf: HfConfig): ViTConfig {
  checkHfConfig('readViTConfig', hf);
  const common = readVisionConfig(hf, 1e-12);
  return {
    ...common,
    queryKeyValueBias: hf.flag('qkv_bias', true),
    poolerWidth: hf.size('pooler_output_size', common.width),
    poolerActivation: hf.text('pooler_act', 'tanh'),
  };
}
