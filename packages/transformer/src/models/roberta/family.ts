import { encoderSavedNames, hasPooler } from '../encoder-weights.ts';
import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readRobertaConfig } from './config.ts';
import {
  RobertaForMaskedLM,
  RobertaForQuestionAnswering,
  RobertaForSequenceClassification,
  RobertaForTokenClassification,
} from './heads.ts';
import { RobertaModel } from './model.ts';
import { robertaWeightNames } from './weights.ts';

const heads = {
  Model: (config, names) => new RobertaModel(config, { pooler: hasPooler(names) }),
  ForMaskedLM: (config) => new RobertaForMaskedLM(config),
  ForSequenceClassification: (config) => new RobertaForSequenceClassification(config),
  ForTokenClassification: (config) => new RobertaForTokenClassification(config),
  ForQuestionAnswering: (config) => new RobertaForQuestionAnswering(config),
} satisfies Parameters<typeof modelFamily<ReturnType<typeof readRobertaConfig>>>[1];

/** RoBERTa, XLM-RoBERTa and CamemBERT as they are published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readRobertaConfig,
  Object.fromEntries(
    ['Roberta', 'XLMRoberta', 'Camembert'].flatMap((name) =>
      Object.entries(heads).map(([head, create]) => [`${name}${head}`, create]),
    ),
  ),
  { weightNames: robertaWeightNames, saved: encoderSavedNames },
);
