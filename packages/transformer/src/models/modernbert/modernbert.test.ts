import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  ModernBertForMaskedLM,
  ModernBertForQuestionAnswering,
  ModernBertForSequenceClassification,
  ModernBertForTokenClassification,
  ModernBertModel,
  modernBertWeightNames,
  readModernBertConfig,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  modernbert: (config) => new ModernBertModel(readModernBertConfig(config)),
  'modernbert-biases': (config) => new ModernBertModel(readModernBertConfig(config)),
  'modernbert-masked-lm': (config) => new ModernBertForMaskedLM(readModernBertConfig(config)),
  'modernbert-sequence': (config) => new ModernBertForSequenceClassification(readModernBertConfig(config)),
  'modernbert-sequence-cls': (config) =>
    new ModernBertForSequenceClassification(readModernBertConfig(config)),
  'modernbert-token': (config) => new ModernBertForTokenClassification(readModernBertConfig(config)),
  'modernbert-question': (config) => new ModernBertForQuestionAnswering(readModernBertConfig(config)),
};

for (const [name, create] of Object.entries(models)) {
  describeEncoderParity(name, {
    create,
    names: modernBertWeightNames,
    embeddings: 'embeddings',
    layer: (index) => `layers.${index}`,
    weights: (index) => `layers.${index}.attn.weights`,
  });
}
