import { type BertConfig, readBertLikeConfig } from '../bert/config.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** What an ALBERT is made of. `layers` counts runs of layers, not the layers that have weights. */
export interface AlbertConfig extends BertConfig {
  /** Width of the embeddings, which are projected to that of the states. */
  readonly embeddingWidth: number;
  /** Groups of layers, each of which is run several times before the next. */
  readonly groups: number;
  /** Layers of a group, which run one after another. */
  readonly groupLayers: number;
}

/** The `model_type`s of published configs that are of this family. */
export const albertModelTypes = ['albert'] as const;

/**
 * Reads a published config of ALBERT.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for more groups than layers.
 */
export function readAlbertConfig(hf: HfConfig): AlbertConfig {
  checkHfConfig('readAlbertConfig', hf);
  const config = readBertLikeConfig(hf, 0);
  const [groups, groupLayers] = [hf.size('num_hidden_groups', 1), hf.size('inner_group_num', 1)];
  if (groups > config.layers) {
    throw hf.unsupported('num_hidden_groups', `at most num_hidden_layers, ${config.layers}`);
  }
  return {
    ...config,
    groups,
    groupLayers,
    layers: config.layers * groupLayers,
    embeddingWidth: hf.size('embedding_size', 128),
    tokenTypes: hf.size('type_vocab_size', 2),
    activation: hf.text('hidden_act', 'gelu_new'),
    dropout: hf.number('hidden_dropout_prob', 0),
    attentionDropout: hf.number('attention_probs_dropout_prob', 0),
    classifierDropout: hf.number('classifier_dropout_prob', 0.1),
  };
}
