import { checkHfConfig, type HfConfig, readId, readLabels } from '@heed/transformer';

/** A convolution of the front-end. */
export interface WaveConvolution {
  readonly channels: number;
  /** Places that the window reads. */
  readonly kernel: number;
  readonly stride: number;
}

/** What models that hear samples are made of: wav2vec 2.0 and HuBERT. */
export interface Wav2Vec2Config {
  readonly convolutions: readonly WaveConvolution[];
  readonly convolutionBias: boolean;
  /** `group`: each channel of the first convolution is normalised over time. `layer`: all are, over their channels. */
  readonly convolutionNorm: 'group' | 'layer';
  readonly convolutionActivation: string;
  /** A norm before the projection of features; HuBERT has models without it. */
  readonly projectionNorm: boolean;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly activation: string;
  readonly epsilon: number;
  /** Norms before each sub-layer and behind the last layer (`do_stable_layer_norm`), instead of behind each sum. */
  readonly normFirst: boolean;
  /** Places that the convolution of positions reads, and its groups. */
  readonly positionKernel: number;
  readonly positionGroups: number;
  readonly dropout: number;
  readonly attentionDropout: number;
  readonly activationDropout: number;
  readonly projectionDropout: number;
  /** Dropout before the output layer. */
  readonly finalDropout: number;
  /** Probability of leaving out a layer in training (Fan et al. 2020). */
  readonly layerDropout: number;
  /** Number of labels that it spells with, and the one that stands for none, `pad_token_id`. */
  readonly vocabularySize: number;
  readonly blank: number;
  /** Classify a weighted sum of the states of all layers, in place of the last ones. */
  readonly weightedLayerSum: boolean;
  /** Width between encoder and classifier. */
  readonly classifierWidth: number;
  readonly labels: readonly string[];
}

/** The `model_type`s of published configs that are of this family. */
export const wav2vec2ModelTypes = ['wav2vec2'] as const;

const baseStrides = [5, 2, 2, 2, 2, 2, 2];
const baseKernels = [10, 3, 3, 3, 3, 2, 2];
const baseChannels = [512, 512, 512, 512, 512, 512, 512];

/**
 * Reads a published config of wav2vec 2.0, of either kind: base (group norm, norms behind the sums) and large (layer
 * norm, norms first), XLS-R among them.
 *
 * @throws {FormatError} for a field that is not as it must be, and for the adapters of MMS and of translation.
 */
export function readWav2Vec2Config(hf: HfConfig): Wav2Vec2Config {
  checkHfConfig('readWav2Vec2Config', hf);
  if (hf.flag('add_adapter', false)) throw hf.unsupported('add_adapter', 'false');
  if (hf.has('adapter_attn_dim')) throw hf.unsupported('adapter_attn_dim', 'null');
  return readWaveformConfig(hf);
}

/** Reads what the configs of wav2vec 2.0 and HuBERT have in common. */
export function readWaveformConfig(hf: HfConfig): Wav2Vec2Config {
  const width = hf.size('hidden_size', 768);
  const heads = hf.size('num_attention_heads', 12);
  if (width % heads !== 0) throw hf.unsupported('num_attention_heads', `a divisor of the width, ${width}`);
  const positionGroups = hf.size('num_conv_pos_embedding_groups', 16);
  if (width % positionGroups !== 0) {
    throw hf.unsupported('num_conv_pos_embedding_groups', `a divisor of the width, ${width}`);
  }
  const convolutionNorm = hf.text('feat_extract_norm', 'group');
  if (convolutionNorm !== 'group' && convolutionNorm !== 'layer') {
    throw hf.unsupported('feat_extract_norm', "'group' or 'layer'");
  }
  const vocabularySize = hf.size('vocab_size', 32);
  return {
    convolutions: readConvolutions(hf),
    convolutionBias: hf.flag('conv_bias', false),
    convolutionNorm,
    convolutionActivation: hf.text('feat_extract_activation', 'gelu'),
    projectionNorm: true,
    width,
    layers: hf.size('num_hidden_layers', 12),
    heads,
    feedForwardWidth: hf.size('intermediate_size', 3072),
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', 1e-5),
    normFirst: hf.flag('do_stable_layer_norm', false),
    positionKernel: hf.size('num_conv_pos_embeddings', 128),
    positionGroups,
    dropout: hf.number('hidden_dropout', 0.1),
    attentionDropout: hf.number('attention_dropout', 0.1),
    activationDropout: hf.number('activation_dropout', 0.1),
    projectionDropout: hf.number('feat_proj_dropout', 0),
    finalDropout: hf.number('final_dropout', 0.1),
    layerDropout: hf.number('layerdrop', 0.1),
    vocabularySize,
    blank: readId(hf, 'pad_token_id', 0, vocabularySize),
    weightedLayerSum: hf.flag('use_weighted_layer_sum', false),
    classifierWidth: hf.size('classifier_proj_size', 256),
    labels: readLabels(hf),
  };
}

function readConvolutions(hf: HfConfig): readonly WaveConvolution[] {
  const channels = readSizes(hf, 'conv_dim', baseChannels);
  const strides = readSizes(hf, 'conv_stride', baseStrides, channels.length);
  const kernels = readSizes(hf, 'conv_kernel', baseKernels, channels.length);
  return channels.map((count, at) => ({
    channels: count,
    kernel: kernels[at] ?? 1,
    stride: strides[at] ?? 1,
  }));
}

function readSizes(hf: HfConfig, field: string, base: readonly number[], count?: number): readonly number[] {
  const sizes = hf.has(field) ? hf.numbers(field) : base;
  const sound = sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= 2 ** 16);
  if (sound && sizes.length > 0 && sizes.length === (count ?? sizes.length)) return sizes;
  throw hf.unsupported(field, 'whole numbers from 1, one for each convolution');
}
