import {
  type BartLikeLayerConfig,
  type BartLikeStackConfig,
  type BartLikeStacksConfig,
  checkHfConfig,
  type EncoderDecoderModelConfig,
  type HfConfig,
  readBartLikeStack,
  readId,
  readLabels,
} from '@heed/transformer';

/** What Whisper's encoder is made of. */
export interface WhisperEncoderConfig extends BartLikeLayerConfig {
  /** Mel bins of the features: 80, or 128 for large-v3. */
  readonly melBins: number;
  readonly encoder: BartLikeStackConfig;
  /** Most frames of the encoder, each of two frames of features: 1,500 for 30 s. */
  readonly sourcePositions: number;
}

/** What a Whisper is made of. */
export interface WhisperConfig extends WhisperEncoderConfig, BartLikeStacksConfig, EncoderDecoderModelConfig {
  /** Longest target, in tokens: 448. */
  readonly maximumLength: number;
  /** The output layer is the decoder's embedding. */
  readonly tied: boolean;
}

/** What a Whisper that classifies sounds has beside. */
export interface WhisperClassifierConfig extends WhisperConfig {
  /** Width between encoder and classifier. */
  readonly projectionWidth: number;
  /** Classify a weighted sum of the states of all layers, in place of the last ones. */
  readonly weightedLayerSum: boolean;
  readonly labels: readonly string[];
}

/** The `model_type`s of published configs that are of this family. */
export const whisperModelTypes = ['whisper'] as const;

/** The sizes of tiny, which configs may leave out. */
const tiny = { layers: 4, heads: 6, feedForwardWidth: 1536 };

/** Reads what a config says of the encoder. */
export function readWhisperEncoderConfig(hf: HfConfig): WhisperEncoderConfig {
  checkHfConfig('readWhisperEncoderConfig', hf);
  const width = hf.size('d_model', 384);
  return {
    width,
    melBins: hf.size('num_mel_bins', 80),
    encoder: readBartLikeStack(hf, 'encoder', width, tiny),
    sourcePositions: hf.size('max_source_positions', 1500),
    activation: hf.text('activation_function', 'gelu'),
    normFirst: true,
    keyBias: false,
    dropout: hf.number('dropout', 0),
    attentionDropout: hf.number('attention_dropout', 0),
    activationDropout: hf.number('activation_dropout', 0),
  };
}

/**
 * Reads a published config of Whisper, of any size: multilingual or English alone, large-v3 with its 128 bins, and
 * Distil-Whisper with its few decoder layers.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readWhisperConfig(hf: HfConfig): WhisperConfig {
  checkHfConfig('readWhisperConfig', hf);
  const encoder = readWhisperEncoderConfig(hf);
  const vocabularySize = hf.size('vocab_size', 51_865);
  const decoder = readBartLikeStack(hf, 'decoder', encoder.width, tiny);
  return {
    ...encoder,
    vocabularySize,
    maximumLength: hf.size('max_target_positions', 448),
    decoder,
    decoderLayers: decoder.layers,
    // `scale_embedding` stands in configs, and transformers never heeds it.
    embeddingScale: 1,
    embeddingNorm: false,
    tied: hf.flag('tie_word_embeddings', true),
    padId: readId(hf, 'pad_token_id', 50_256, vocabularySize),
    startId: readId(hf, 'decoder_start_token_id', 50_257, vocabularySize),
    endId: readId(hf, 'eos_token_id', 50_256, vocabularySize),
  };
}

/** Reads the published config of a Whisper that classifies sounds. */
export function readWhisperClassifierConfig(hf: HfConfig): WhisperClassifierConfig {
  checkHfConfig('readWhisperClassifierConfig', hf);
  return {
    ...readWhisperConfig(hf),
    projectionWidth: hf.size('classifier_proj_size', 256),
    weightedLayerSum: hf.flag('use_weighted_layer_sum', false),
    labels: readLabels(hf),
  };
}
