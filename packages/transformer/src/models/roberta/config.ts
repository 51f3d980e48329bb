import { type BertConfig, countingFromPadding, readBertLikeConfig } from '../bert/config.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** The `model_type`s of published configs that are of this family. */
export const robertaModelTypes = ['roberta', 'xlm-roberta', 'camembert'] as const;

/**
 * Reads a published config of RoBERTa, XLM-RoBERTa or CamemBERT. Of the table's positions, `max_position_embeddings`,
 * the first `pad_token_id + 1` serve no token.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for what is not supported: decoders,
 * and positions other than absolute.
 */
export function readRobertaConfig(hf: HfConfig): BertConfig {
  checkHfConfig('readRobertaConfig', hf);
  const config = countingFromPadding(readBertLikeConfig(hf, 1));
  return { ...config, tokenTypes: hf.size('type_vocab_size', 2) };
}
