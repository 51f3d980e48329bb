import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  DistilBertForMaskedLM,
  DistilBertForQuestionAnswering,
  DistilBertForSequenceClassification,
  DistilBertForTokenClassification,
  DistilBertModel,
  distilBertWeightNames,
  readDistilBertConfig,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  'distilbert-base': (config) => new DistilBertModel(readDistilBertConfig(config)),
  'distilbert-masked-lm': (config) => new DistilBertForMaskedLM(readDistilBertConfig(config)),
  distilbert: (config) => new DistilBertForSequenceClassification(readDistilBertConfig(config)),
  'distilbert-token': (config) => new DistilBertForTokenClassification(readDistilBertConfig(config)),
  'distilbert-question': (config) => new DistilBertForQuestionAnswering(readDistilBertConfig(config)),
};

for (const [name, create] of Object.entries(models)) {
  const start = name === 'distilbert-base' ? '' : 'distilbert.';
  describeEncoderParity(name, {
    create,
    names: distilBertWeightNames,
    embeddings: `${start}embeddings`,
    layer: (index) => `${start}transformer.layer.${index}`,
    weights: (index) => `${start}transformer.layer.${index}.attention.weights`,
  });
}
