import { type HfConfig, readLabels } from '@heed/transformer';
import { readHeads, readSize } from '../vision-config.ts';
import type { ViTConfig } from '../vit-like/layer.ts';

/** The `model_type`s of published configs that are of this family. */
export const vitModelTypes = ['vit', 'deit'] as const;

/**
 * Reads a published config of ViT or DeiT, whose fields are the same.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readViTConfig(hf: HfConfig): ViTConfig {
  const width = hf.size('hidden_size', 768);
  return {
    imageSize: readSize(hf, 'image_size', 224),
    patchSize: readSize(hf, 'patch_size', 16),
    channels: hf.size('num_channels', 3),
    width,
    layers: hf.size('num_hidden_layers', 12),
    heads: readHeads(hf, 12, width),
    innerWidth: hf.size('intermediate_size', 3072),
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', 1e-12),
    dropout: hf.number('hidden_dropout_prob', 0),
    attentionDropout: hf.number('attention_probs_dropout_prob', 0),
    queryKeyValueBias: hf.flag('qkv_bias', true),
    poolerWidth: hf.size('pooler_output_size', width),
    poolerActivation: hf.text('pooler_act', 'tanh'),
    labels: readLabels(hf),
  };
}
