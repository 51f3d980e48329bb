import { type BertConfig, countingFromPadding, readBertLikeConfig } from '../bert/config.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** The `model_type`s of published configs that are of this family. */
export const mpnetModelTypes = ['mpnet'] as const;

/**
 * Reads a published config of MPNet. Positions are counted as in RoBERTa.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for a number of buckets other than 32,
 * which transformers takes whatever the config says.
 */
export function readMPNetConfig(hf: HfConfig): BertConfig {
  checkHfConfig('readMPNetConfig', hf);
  if (hf.number('relative_attention_num_buckets', 32) !== 32) {
    throw hf.unsupported('relative_attention_num_buckets', '32');
  }
  const { classifierDropout, ...config } = readBertLikeConfig(hf, 1);
  // Whatever pad_token_id says, transformers counts from 1.
  return countingFromPadding({ ...config, padId: 1, classifierDropout: config.dropout });
}
