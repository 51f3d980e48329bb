import { checkHfConfig, HfConfig } from '@heed/transformer';
import { readHeads, readSize, type VisionConfig } from '../vision-config.ts';

/** What SAM's encoder of pictures is made of; it names nothing, so that `labels` is empty. */
export interface SamVisionConfig extends VisionConfig {
  /** Channels of the map that comes out. */
  readonly outputs: number;
  readonly queryKeyValueBias: boolean;
  /** Learned positions are added to the patches. */
  readonly absolutePositions: boolean;
  /** Scores know the way from patch to patch. */
  readonly relativePositions: boolean;
  /** Side of the windows that patches look around in; 0 for none. */
  readonly window: number;
  /** Layers whose patches look at the whole picture. */
  readonly globalLayers: readonly number[];
}

/** What makes tokens of points and boxes, and a map of a mask. */
export interface SamPromptConfig {
  readonly width: number;
  /** Frequencies that places are told by: half the width. */
  readonly frequencies: number;
  readonly maskChannels: number;
  readonly activation: string;
  readonly epsilon: number;
}

/** What makes masks of a picture and prompts. */
export interface SamDecoderConfig {
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
  readonly feedForwardWidth: number;
  readonly activation: string;
  readonly epsilon: number;
  /** Cross-attention is so many times narrower. */
  readonly downsampling: number;
  /** Masks for a prompt that may mean several things, beside the one for a prompt that does not. */
  readonly masks: number;
  readonly scoreDepth: number;
  readonly scoreWidth: number;
}

/** What a SAM is made of. */
export interface SamConfig {
  readonly vision: SamVisionConfig;
  readonly prompt: SamPromptConfig;
  readonly decoder: SamDecoderConfig;
}

/** The `model_type`s of published configs that are of this family. */
export const samModelTypes = ['sam', 'sam_vision_model'] as const;

/**
 * Reads a published config of SAM's encoder of pictures.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readSamVisionConfig(hf: HfConfig): SamVisionConfig {
  checkHfConfig('readSamVisionConfig', hf);
  const width = hf.size('hidden_size', 768);
  const innerRatio = hf.number('mlp_ratio', 4);
  const layers = hf.size('num_hidden_layers', 12);
  const [imageSize, patchSize] = [readSize(hf, 'image_size', 1024), readSize(hf, 'patch_size', 16)];
  if (imageSize.some((side, axis) => side % (patchSize[axis] ?? 1) !== 0)) {
    throw hf.unsupported('image_size', `a multiple of the patches of ${patchSize.join(' × ')}`);
  }
  const window = hf.number('window_size', 14);
  if (!Number.isSafeInteger(window) || window < 0)
    throw hf.unsupported('window_size', 'a whole number from 0');
  return {
    imageSize,
    patchSize,
    channels: hf.size('num_channels', 3),
    width,
    heads: readHeads(hf, 12, width),
    layers,
    feedForwardWidth: hf.has('mlp_dim') ? hf.size('mlp_dim') : Math.trunc(innerRatio * width),
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', 1e-6),
    dropout: 0,
    attentionDropout: hf.number('attention_dropout', 0),
    labels: [],
    outputs: hf.size('output_channels', 256),
    queryKeyValueBias: hf.flag('qkv_bias', true),
    absolutePositions: hf.flag('use_abs_pos', true),
    relativePositions: hf.flag('use_rel_pos', true),
    window,
    globalLayers: hf.has('global_attn_indexes') ? hf.numbers('global_attn_indexes') : [2, 5, 8, 11],
  };
}

/**
 * Reads a published config of SAM.
 *
 * @throws {FormatError} for a field that is not as it must be, and for parts that do not fit each other.
 */
export function readSamConfig(hf: HfConfig): SamConfig {
  checkHfConfig('readSamConfig', hf);
  const part = (field: string): HfConfig => hf.nested(field) ?? new HfConfig({}, `config.json: ${field}`);
  const [visionPart, promptPart, decoderPart] = [
    part('vision_config'),
    part('prompt_encoder_config'),
    part('mask_decoder_config'),
  ];
  const vision = readSamVisionConfig(visionPart);
  const { outputs: width, imageSize, patchSize } = vision;
  for (const [field, seen] of [
    ['image_size', imageSize],
    ['patch_size', patchSize],
  ] as const) {
    const own = readSize(promptPart, field, field === 'image_size' ? 1024 : 16);
    if (own.join() !== seen.join())
      throw promptPart.unsupported(field, `that of the vision_config, ${seen.join(' × ')}`);
  }
  for (const own of [promptPart, decoderPart]) {
    if (own.size('hidden_size', 256) !== width) {
      throw own.unsupported('hidden_size', `the output_channels of the vision_config, ${width}`);
    }
  }
  if (promptPart.number('num_point_embeddings', 4) !== 4)
    throw promptPart.unsupported('num_point_embeddings', '4');
  const frequencies = visionPart.size('num_pos_feats', 128);
  if (2 * frequencies !== width)
    throw visionPart.unsupported('num_pos_feats', `half the width, ${width / 2}`);
  const [heads, downsampling] = [
    decoderPart.size('num_attention_heads', 8),
    decoderPart.size('attention_downsample_rate', 2),
  ];
  if (width % 8 !== 0) throw decoderPart.unsupported('hidden_size', 'a multiple of 8');
  if (width % (downsampling * heads) !== 0) {
    throw decoderPart.unsupported('num_attention_heads', `a divisor of ${width} / ${downsampling}`);
  }
  return {
    vision,
    prompt: {
      width,
      frequencies,
      maskChannels: promptPart.size('mask_input_channels', 16),
      activation: promptPart.text('hidden_act', 'gelu'),
      epsilon: promptPart.number('layer_norm_eps', 1e-6),
    },
    decoder: {
      width,
      heads,
      layers: decoderPart.size('num_hidden_layers', 2),
      feedForwardWidth: decoderPart.size('mlp_dim', 2048),
      activation: decoderPart.text('hidden_act', 'relu'),
      epsilon: decoderPart.number('layer_norm_eps', 1e-6),
      downsampling,
      masks: decoderPart.size('num_multimask_outputs', 3),
      scoreDepth: decoderPart.size('iou_head_depth', 3),
      scoreWidth: decoderPart.size('iou_head_hidden_dim', 256),
    },
  };
}
