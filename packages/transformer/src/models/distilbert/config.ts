import type { BertConfig } from '../bert/config.ts';
import { readLabels } from '../heads/labels.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** What a DistilBERT is made of. */
export interface DistilBertConfig extends BertConfig {
  /** Dropout before the head that answers questions. */
  readonly answerDropout: number;
}

/** The `model_type`s of published configs that are of this family. */
export const distilBertModelTypes = ['distilbert'] as const;

/**
 * Reads a published config of DistilBERT, whose fields have names of their own.
 *
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readDistilBertConfig(hf: HfConfig): DistilBertConfig {
  checkHfConfig('readDistilBertConfig', hf);
  const [width, heads] = [hf.size('dim'), hf.size('n_heads')];
  if (width % heads !== 0) throw hf.unsupported('n_heads', `a divisor of the width, ${width}`);
  return {
    vocabularySize: hf.size('vocab_size'),
    layers: hf.size('n_layers'),
    width,
    feedForwardWidth: hf.size('hidden_dim', 4 * 768),
    heads,
    maximumLength: hf.size('max_position_embeddings', 512),
    padId: hf.number('pad_token_id', 0),
    firstPosition: 0,
    tokenTypes: 0,
    labels: readLabels(hf),
    activation: hf.text('activation', 'gelu'),
    epsilon: 1e-12,
    dropout: hf.number('dropout', 0.1),
    attentionDropout: hf.number('attention_dropout', 0.1),
    classifierDropout: hf.number('seq_classif_dropout', 0.2),
    answerDropout: hf.number('qa_dropout', 0.1),
    tied: hf.flag('tie_word_embeddings', true),
  };
}
