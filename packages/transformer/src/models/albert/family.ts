import { encoderSavedNames } from '../encoder-weights.ts';
import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readAlbertConfig } from './config.ts';
import {
  AlbertForMaskedLM,
  AlbertForQuestionAnswering,
  AlbertForSequenceClassification,
  AlbertForTokenClassification,
} from './heads.ts';
import { AlbertModel } from './model.ts';
import { albertWeightNames } from './weights.ts';

/** ALBERT as it is published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readAlbertConfig,
  {
    AlbertModel: (config, names) => new AlbertModel(config, { pooler: hasPooler(names) }),
    AlbertForMaskedLM: (config) => new AlbertForMaskedLM(config),
    AlbertForSequenceClassification: (config) => new AlbertForSequenceClassification(config),
    AlbertForTokenClassification: (config) => new AlbertForTokenClassification(config),
    AlbertForQuestionAnswering: (config) => new AlbertForQuestionAnswering(config),
  },
  { weightNames: albertWeightNames, saved: encoderSavedNames },
);

function hasPooler(names: ReadonlySet<string>): boolean {
  return names.has('pooler.weight') || names.has('albert.pooler.weight');
}
