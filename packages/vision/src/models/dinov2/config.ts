import { checkHfConfig, type HfConfig } from '@heed/transformer';
import { readVisionConfig, type VisionConfig } from '../vision-config.ts';
import type { ViTAttentionConfig } from '../vit-like/attention.ts';

/** What a DINOv2 is made of. */
export interface Dinov2Config extends VisionConfig, ViTAttentionConfig {
  /** Tokens without a place that serve as scratch paper (Darcet et al. 2024); 0 in models without. */
  readonly registers: number;
  /** The feed-forward layer is gated by SiLU, as in the giant model. */
  readonly gated: boolean;
  /** Where the factors of the branches begin. */
  readonly layerScale: number;
  readonly stochasticDepth: number;
}

/** The `model_type`s of published configs that are of this family. */
export const dinov2ModelTypes = ['dinov2', 'dinov2_with_registers'] as const;

/**
 * Reads a published config of DINOv2, with registers or without.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readDinov2Config(hf: HfConfig): Dinov2Config {
  checkHfConfig('readDinov2Config', hf);
  const common = readVisionConfig(hf, 1e-6);
  const ratio = hf.number('mlp_ratio', 4);
  const gated = hf.flag('use_swiglu_ffn', false);
  const inner = Math.trunc(common.width * ratio);
  return {
    ...common,
    feedForwardWidth: gated ? 8 * Math.floor((Math.trunc((inner * 2) / 3) + 7) / 8) : inner,
    queryKeyValueBias: hf.flag('qkv_bias', true),
    registers: hf.text('model_type', 'dinov2') === 'dinov2' ? 0 : hf.size('num_register_tokens', 4),
    gated,
    layerScale: hf.number('layerscale_value', 1),
    stochasticDepth: hf.number('drop_path_rate', 0),
  };
}
