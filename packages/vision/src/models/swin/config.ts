import { checkHfConfig, type HfConfig, readLabels } from '@heed/transformer';
import { readSize, type VisionConfig } from '../vision-config.ts';

/** A stage of a Swin: layers at one resolution. */
export interface SwinStageConfig {
  readonly width: number;
  readonly heads: number;
  readonly depth: number;
}

/** What a Swin is made of; `width` and `heads` are those of the last stage, `layers` counts the stages. */
export interface SwinConfig extends VisionConfig {
  readonly firstWidth: number;
  readonly stages: readonly SwinStageConfig[];
  /** Side of the windows that patches look around in. */
  readonly window: number;
  readonly innerRatio: number;
  readonly queryKeyValueBias: boolean;
  /** Learned positions are added to the tokens. */
  readonly absolutePositions: boolean;
  readonly stochasticDepth: number;
}

/** The `model_type`s of published configs that are of this family. */
export const swinModelTypes = ['swin'] as const;

/**
 * Reads a published config of Swin.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readSwinConfig(hf: HfConfig): SwinConfig {
  checkHfConfig('readSwinConfig', hf);
  const firstWidth = hf.size('embed_dim', 96);
  const depths = hf.has('depths') ? hf.numbers('depths') : [2, 2, 6, 2];
  const heads = hf.has('num_heads') ? hf.numbers('num_heads') : [3, 6, 12, 24];
  const stages = depths.map((depth, stage): SwinStageConfig => {
    const width = firstWidth * 2 ** stage;
    const own = heads[stage] ?? 0;
    if (!(Number.isSafeInteger(depth) && depth > 0)) throw hf.unsupported('depths', 'whole numbers from 1');
    if (!(Number.isSafeInteger(own) && own > 0 && width % own === 0)) {
      throw hf.unsupported('num_heads', `a divisor of the width of each stage, such as ${width}`);
    }
    return { width, heads: own, depth };
  });
  const last = stages.at(-1);
  if (last === undefined) throw hf.unsupported('depths', 'one number for each stage');
  const innerRatio = hf.number('mlp_ratio', 4);
  return {
    imageSize: readSize(hf, 'image_size', 224),
    patchSize: readSize(hf, 'patch_size', 4),
    channels: hf.size('num_channels', 3),
    width: last.width,
    heads: last.heads,
    layers: stages.length,
    feedForwardWidth: Math.trunc(innerRatio * last.width),
    firstWidth,
    stages,
    window: hf.size('window_size', 7),
    innerRatio,
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', 1e-5),
    dropout: hf.number('hidden_dropout_prob', 0),
    attentionDropout: hf.number('attention_probs_dropout_prob', 0),
    queryKeyValueBias: hf.flag('qkv_bias', true),
    absolutePositions: hf.flag('use_absolute_embeddings', false),
    stochasticDepth: hf.number('drop_path_rate', 0.1),
    labels: readLabels(hf),
  };
}
