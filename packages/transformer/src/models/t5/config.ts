import {
  type EncoderDecoderModelConfig,
  readId,
  readOptionalId,
  type WeightNames,
} from '../encoder-decoder-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** What a T5 is made of. */
export interface T5Config extends EncoderDecoderModelConfig {
  readonly width: number;
  readonly encoderLayers: number;
  readonly heads: number;
  /** Width of a head; all heads together need not be as wide as the model. */
  readonly headDimension: number;
  readonly feedForwardWidth: number;
  readonly activation: string;
  /** The feed-forward layer has a gate: `wo(act(wi_0(x)) ⊙ wi_1(x))`. */
  readonly gated: boolean;
  /** Buckets of relative positions. */
  readonly buckets: number;
  /** Distance from which on all fall into the last bucket. */
  readonly maxDistance: number;
  readonly epsilon: number;
  readonly dropout: number;
  /** The output layer is the embedding. */
  readonly tied: boolean;
  /** Factor of the states on their way into the output layer: width^−½ in T5 1.0, 1 since T5 1.1. */
  readonly outputScale: number;
}

/** The `model_type`s of published configs that are of this family: T5, T5 1.1, Flan-T5, and mT5. */
export const t5ModelTypes = ['t5', 'mt5'] as const;

/**
 * Reads a published config of T5, T5 1.1, Flan-T5 or mT5.
 *
 * T5 1.0 ties its output layer to the embedding and scales what enters it; T5 1.1, Flan-T5 and mT5 do neither. Configs
 * that transformers 5 wrote say `tie_word_embeddings: true` of both, so that only the file tells.
 *
 * @param names Names in the weight file; without them the config is believed.
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readT5Config(hf: HfConfig, names?: WeightNames): T5Config {
  checkHfConfig('readT5Config', hf);
  const multilingual = hf.text('model_type', 't5') === 'mt5';
  const vocabularySize = hf.size('vocab_size');
  const width = hf.size('d_model');
  const layers = hf.size('num_layers');
  const tiedByConfig = hf.flag('tie_word_embeddings', true);
  const scaled = !multilingual && hf.flag('scale_decoder_outputs', tiedByConfig);
  const padId = readId(hf, 'pad_token_id', 0, vocabularySize);
  return {
    vocabularySize,
    width,
    encoderLayers: layers,
    decoderLayers: hf.size('num_decoder_layers', layers),
    heads: hf.size('num_heads'),
    headDimension: hf.size('d_kv'),
    feedForwardWidth: hf.size('d_ff'),
    ...readFeedForward(hf, multilingual ? 'gated-gelu' : 'relu'),
    buckets: hf.size('relative_attention_num_buckets', 32),
    maxDistance: hf.size('relative_attention_max_distance', 128),
    epsilon: hf.number('layer_norm_epsilon', 1e-6),
    dropout: hf.number('dropout_rate', 0.1),
    tied: scaled || (names === undefined ? tiedByConfig : !names.has('lm_head.weight')),
    outputScale: scaled ? width ** -0.5 : 1,
    padId,
    startId: readId(hf, 'decoder_start_token_id', padId, vocabularySize),
    endId: readId(hf, 'eos_token_id', 1, vocabularySize),
    forcedFirstId: readOptionalId(hf, 'forced_bos_token_id', vocabularySize),
    forcedLastId: readOptionalId(hf, 'forced_eos_token_id', vocabularySize),
  };
}

/** `relu`, `gated-silu`, …; `gated-gelu` is by tanh, for the sake of the checkpoints that said so first. */
function readFeedForward(hf: HfConfig, fallback: string): Pick<T5Config, 'activation' | 'gated'> {
  const projection = hf.text('feed_forward_proj', fallback);
  if (projection === 'gated-gelu') return { activation: 'gelu_new', gated: true };
  const gated = projection.startsWith('gated-');
  return { activation: gated ? projection.slice('gated-'.length) : projection, gated };
}
