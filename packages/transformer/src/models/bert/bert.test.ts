import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  BertForMaskedLM,
  BertForQuestionAnswering,
  BertForSequenceClassification,
  BertForTokenClassification,
  BertModel,
  bertWeightNames,
  readBertConfig,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  bert: (config) => new BertModel(readBertConfig(config)),
  'bert-masked-lm': (config) => new BertForMaskedLM(readBertConfig(config)),
  'bert-masked-lm-untied': (config) => new BertForMaskedLM(readBertConfig(config)),
  'bert-sequence': (config) => new BertForSequenceClassification(readBertConfig(config)),
  'bert-token': (config) => new BertForTokenClassification(readBertConfig(config)),
  'bert-question': (config) => new BertForQuestionAnswering(readBertConfig(config)),
};

for (const [name, create] of Object.entries(models)) {
  describeEncoderParity(name, {
    create,
    names: bertWeightNames,
    embeddings: 'embeddings',
    layer: (index) => `encoder.layer.${index}`,
    weights: (index) => `encoder.layer.${index}.attention.self.weights`,
  });
}
