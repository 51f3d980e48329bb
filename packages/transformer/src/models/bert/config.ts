import type { EncoderConfig } from '../encoder-model.ts';
import { readLabels } from '../heads/labels.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** What a model of BERT's kind is made of. */
export interface BertConfig extends EncoderConfig {
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly activation: string;
  readonly epsilon: number;
  /**
   * Row of the position table where a text begins: 0, or `padId + 1` in models that count real tokens only and
   * give all padding the row `padId` (RoBERTa).
   */
  readonly firstPosition: number;
  /** False for models without that table, which know distances alone (DeBERTa v3); true by default. */
  readonly absolutePositions?: boolean;
  /** Dropout of embeddings and behind each sub-layer. */
  readonly dropout: number;
  readonly attentionDropout: number;
  readonly classifierDropout: number;
  /** The output layer of a masked language model is the embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family. */
export const bertModelTypes = ['bert'] as const;

/**
 * Reads a published config of BERT or MiniLM.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for what is not supported: decoders,
 * and positions other than absolute.
 */
export function readBertConfig(hf: HfConfig): BertConfig {
  checkHfConfig('readBertConfig', hf);
  return { ...readBertLikeConfig(hf, 0), tokenTypes: hf.size('type_vocab_size', 2) };
}

/** The fields that BERT, RoBERTa and MPNet share. */
export function readBertLikeConfig(hf: HfConfig, padId: number): BertConfig {
  if (hf.flag('is_decoder', false)) throw hf.unsupported('is_decoder', 'false');
  if (hf.text('position_embedding_type', 'absolute') !== 'absolute') {
    throw hf.unsupported('position_embedding_type', 'absolute');
  }
  const dropout = hf.number('hidden_dropout_prob', 0.1);
  return {
    vocabularySize: hf.size('vocab_size'),
    layers: hf.size('num_hidden_layers'),
    width: hf.size('hidden_size'),
    feedForwardWidth: hf.size('intermediate_size'),
    heads: readHeads(hf),
    maximumLength: hf.size('max_position_embeddings', 512),
    padId: hf.number('pad_token_id', padId),
    firstPosition: 0,
    tokenTypes: 0,
    labels: readLabels(hf),
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', 1e-12),
    dropout,
    attentionDropout: hf.number('attention_probs_dropout_prob', 0.1),
    classifierDropout: hf.number('classifier_dropout', dropout),
    tied: hf.flag('tie_word_embeddings', true),
  };
}

/** The same for a model that counts real tokens, from `padId + 1`: RoBERTa, MPNet. */
export function countingFromPadding(config: BertConfig): BertConfig {
  const firstPosition = config.padId + 1;
  return { ...config, firstPosition, maximumLength: config.maximumLength - firstPosition };
}

/** Number of heads; the width must divide into them. */
function readHeads(hf: HfConfig): number {
  const [heads, width] = [hf.size('num_attention_heads'), hf.size('hidden_size')];
  if (width % heads !== 0) throw hf.unsupported('num_attention_heads', `a divisor of the width, ${width}`);
  return heads;
}
