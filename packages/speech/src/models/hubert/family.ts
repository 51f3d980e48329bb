import { type ModelFamily, modelFamily } from '@heed/transformer';
import { waveformWeightNames } from '../wav2vec2/weights.ts';
import { readHubertConfig } from './config.ts';
import { HubertForCTC, HubertForSequenceClassification, HubertModel } from './heads.ts';

/** HuBERT as it is published. */
export const family: ModelFamily = modelFamily(
  readHubertConfig,
  {
    HubertModel: (config) => new HubertModel(config),
    HubertForCTC: (config) => new HubertForCTC(config),
    HubertForSequenceClassification: (config) => new HubertForSequenceClassification(config),
  },
  { weightNames: waveformWeightNames('hubert') },
);
