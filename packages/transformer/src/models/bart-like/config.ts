import {
  type EncoderDecoderModelConfig,
  readId,
  readOptionalId,
  type WeightNames,
} from '../encoder-decoder-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** One half of a model: the encoder or the decoder. */
export interface BartLikeStackConfig {
  readonly layers: number;
  readonly heads: number;
  /** Width of the feed-forward's inner units. */
  readonly feedForwardWidth: number;
  /** Probability of leaving out a layer in training (Fan et al. 2020). */
  readonly layerDropout: number;
}

/** What the layers of either half are made of. */
export interface BartLikeLayerConfig {
  readonly width: number;
  readonly activation: string;
  /** Norms before each sub-layer and behind the last layer, instead of behind each sum. */
  readonly normFirst: boolean;
  /** Dropout of embeddings and of each sub-layer's output. */
  readonly dropout: number;
  readonly attentionDropout: number;
  /** Dropout of the feed-forward's inner units. */
  readonly activationDropout: number;
  /** False for attention whose keys have no bias; true by default. */
  readonly keyBias?: boolean;
}

/** What the two halves of a model are made of. */
export interface BartLikeStacksConfig extends BartLikeLayerConfig {
  readonly encoder: BartLikeStackConfig;
  readonly decoder: BartLikeStackConfig;
  /** Factor of the embedded tokens: 1 or √width. */
  readonly embeddingScale: number;
  /** A norm over the sum of tokens and positions. */
  readonly embeddingNorm: boolean;
}

/** What the models around BART are made of: BART itself, Marian and M2M100. */
export interface BartLikeConfig extends BartLikeStacksConfig, EncoderDecoderModelConfig {
  /** Size of the source's vocabulary, where it is not that of the target. */
  readonly sourceVocabularySize: number;
  /** Positions that the model knows, or was trained for. */
  readonly positions: number;
  /** Encoder and decoder have one embedding. */
  readonly sharedEmbeddings: boolean;
  /** The output layer is the decoder's embedding. */
  readonly tied: boolean;
  /** A bias of the logits, `final_logits_bias`. */
  readonly logitsBias: boolean;
}

/** What a family is where its config says nothing, and what it is in any case. */
interface BartLikeFamily
  extends Pick<BartLikeConfig, 'activation' | 'attentionDropout' | 'embeddingNorm' | 'normFirst'> {
  readonly scaleEmbedding: boolean;
  readonly layerDropout: number;
  readonly padId: number;
  readonly startId: number;
  readonly endId: number;
  /** Whether a text can have no more tokens than there are positions. */
  readonly bounded: boolean;
  /** Whether the files of the family have a bias of the logits. */
  readonly logitsBias: boolean;
  /** Size of the target's vocabulary, where encoder and decoder have embeddings of their own. */
  readonly targetVocabularySize?: number | undefined;
}

/**
 * Reads what the configs of BART, Marian and M2M100 have in common.
 *
 * @param names Names in the weight file; without them it is taken to be what the family's files are.
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readBartLikeConfig(
  hf: HfConfig,
  family: BartLikeFamily,
  names: WeightNames | undefined,
): BartLikeConfig {
  const width = hf.size('d_model');
  const sourceVocabularySize = hf.size('vocab_size');
  const vocabularySize = family.targetVocabularySize ?? sourceVocabularySize;
  const positions = hf.size('max_position_embeddings', 1024);
  const decoder = readBartLikeStack(hf, 'decoder', width, family);
  return {
    vocabularySize,
    sourceVocabularySize,
    positions,
    ...(family.bounded && { maximumLength: positions }),
    width,
    encoder: readBartLikeStack(hf, 'encoder', width, family),
    decoder,
    decoderLayers: decoder.layers,
    activation: hf.text('activation_function', family.activation),
    embeddingScale: hf.flag('scale_embedding', family.scaleEmbedding) ? Math.sqrt(width) : 1,
    embeddingNorm: family.embeddingNorm,
    normFirst: family.normFirst,
    dropout: hf.number('dropout', 0.1),
    attentionDropout: hf.number('attention_dropout', family.attentionDropout),
    activationDropout: hf.number('activation_dropout', 0),
    sharedEmbeddings: family.targetVocabularySize === undefined,
    tied: hf.flag('tie_word_embeddings', true),
    logitsBias: names?.has('final_logits_bias') ?? family.logitsBias,
    padId: readId(hf, 'pad_token_id', family.padId, Math.min(sourceVocabularySize, vocabularySize)),
    startId: readId(hf, 'decoder_start_token_id', family.startId, vocabularySize),
    endId: readId(hf, 'eos_token_id', family.endId, vocabularySize),
    forcedFirstId: readOptionalId(hf, 'forced_bos_token_id', vocabularySize),
    forcedLastId: readOptionalId(hf, 'forced_eos_token_id', vocabularySize),
  };
}

/**
 * Reads what a config says of one half.
 *
 * @param fallback What it is where the config says nothing.
 * @throws {FormatError} for a field that is missing or not as it must be.
 *
 * @example
 * ```ts
 * import { HfConfig, readBartLikeStack } from '@heed/transformer';
 * const hf = new HfConfig({ encoder_layers: 2, encoder_attention_heads: 4, encoder_ffn_dim: 32 });
 * console.log(readBartLikeStack(hf, 'encoder', 16, {}).feedForwardWidth); // 32
 * ```
 */
export function readBartLikeStack(
  hf: HfConfig,
  half: 'encoder' | 'decoder',
  width: number,
  fallback: Partial<BartLikeStackConfig>,
): BartLikeStackConfig {
  checkHfConfig('readBartLikeStack', hf);
  const heads = hf.size(`${half}_attention_heads`, fallback.heads);
  if (width % heads !== 0)
    throw hf.unsupported(`${half}_attention_heads`, `a divisor of the width, ${width}`);
  return {
    layers: hf.size(`${half}_layers`, fallback.layers),
    heads,
    feedForwardWidth: hf.size(`${half}_ffn_dim`, fallback.feedForwardWidth),
    layerDropout: hf.number(`${half}_layerdrop`, fallback.layerDropout ?? 0),
  };
}

/**
 * Refuses switches of old configs that no model of the family ever used, so that none is passed over in silence.
 *
 * @param expected What each switch must be, where it is there.
 */
export function checkSwitches(hf: HfConfig, expected: Readonly<Record<string, boolean>>): void {
  for (const [field, value] of Object.entries(expected)) {
    if (hf.flag(field, value) !== value) throw hf.unsupported(field, String(value));
  }
}
