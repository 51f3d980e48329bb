import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readConformerConfig } from './config.ts';
import { ConformerForCTC, ConformerForSequenceClassification, ConformerModel } from './model.ts';
import { conformerWeightNames, publishedConformerName } from './weights.ts';

/** wav2vec 2.0 with Conformer layers as it is published; of pretraining the encoder is kept. */
export const family: ModelFamily = modelFamily(
  readConformerConfig,
  {
    Wav2Vec2ConformerModel: (config) => new ConformerModel(config),
    Wav2Vec2ConformerForPreTraining: (config) => new ConformerModel(config),
    Wav2Vec2ConformerForCTC: (config) => new ConformerForCTC(config),
    Wav2Vec2ConformerForSequenceClassification: (config) => new ConformerForSequenceClassification(config),
  },
  { weightNames: conformerWeightNames(), saved: { rename: publishedConformerName } },
);
