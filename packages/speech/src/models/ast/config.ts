import { checkHfConfig, type HfConfig, readLabels } from '@heed/transformer';

/** What an Audio Spectrogram Transformer is made of. */
export interface AudioSpectrogramConfig {
  readonly melBins: number;
  /** Frames of the features that it hears. */
  readonly frames: number;
  /** Bins and frames of a square patch. */
  readonly patchSize: number;
  /** Steps from patch to patch; less than a patch where patches overlap. */
  readonly frequencyStride: number;
  readonly timeStride: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly activation: string;
  readonly epsilon: number;
  /** Biases of queries, keys and values. */
  readonly queryKeyValueBias: boolean;
  readonly dropout: number;
  readonly attentionDropout: number;
  readonly labels: readonly string[];
}

/** The `model_type`s of published configs that are of this family. */
export const audioSpectrogramModelTypes = ['audio-spectrogram-transformer'] as const;

/**
 * Reads a published config of the Audio Spectrogram Transformer.
 *
 * @throws {FormatError} for a field that is not as it must be, and features smaller than a patch.
 */
export function readAudioSpectrogramConfig(hf: HfConfig): AudioSpectrogramConfig {
  checkHfConfig('readAudioSpectrogramConfig', hf);
  const width = hf.size('hidden_size', 768);
  const heads = hf.size('num_attention_heads', 12);
  if (width % heads !== 0) throw hf.unsupported('num_attention_heads', `a divisor of the width, ${width}`);
  const patchSize = hf.size('patch_size', 16);
  const melBins = hf.size('num_mel_bins', 128);
  const frames = hf.size('max_length', 1024);
  if (patchSize > Math.min(melBins, frames)) {
    throw hf.unsupported('patch_size', `at most ${melBins} bins and ${frames} frames`);
  }
  return {
    melBins,
    frames,
    patchSize,
    frequencyStride: hf.size('frequency_stride', 10),
    timeStride: hf.size('time_stride', 10),
    width,
    layers: hf.size('num_hidden_layers', 12),
    heads,
    feedForwardWidth: hf.size('intermediate_size', 3072),
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', 1e-12),
    queryKeyValueBias: hf.flag('qkv_bias', true),
    dropout: hf.number('hidden_dropout_prob', 0),
    attentionDropout: hf.number('attention_probs_dropout_prob', 0),
    labels: readLabels(hf),
  };
}
