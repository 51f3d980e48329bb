import { type BertConfig, readBertLikeConfig } from '../bert/config.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** What an ELECTRA is made of. */
export interface ElectraConfig extends BertConfig {
  /** Width of the embeddings, which small models project to that of the states. */
  readonly embeddingWidth: number;
}

/** The `model_type`s of published configs that are of this family. */
export const electraModelTypes = ['electra'] as const;

/**
 * Reads a published config of ELECTRA, of a discriminator or a generator.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for decoders.
 */
export function readElectraConfig(hf: HfConfig): ElectraConfig {
  checkHfConfig('readElectraConfig', hf);
  return {
    ...readBertLikeConfig(hf, 0),
    tokenTypes: hf.size('type_vocab_size', 2),
    embeddingWidth: hf.size('embedding_size', 128),
  };
}
