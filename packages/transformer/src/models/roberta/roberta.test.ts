import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  RobertaForMaskedLM,
  RobertaForQuestionAnswering,
  RobertaForSequenceClassification,
  RobertaForTokenClassification,
  RobertaModel,
  readRobertaConfig,
  robertaWeightNames,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  'roberta-base': (config) => new RobertaModel(readRobertaConfig(config)),
  'roberta-masked-lm': (config) => new RobertaForMaskedLM(readRobertaConfig(config)),
  roberta: (config) => new RobertaForSequenceClassification(readRobertaConfig(config)),
  'roberta-token': (config) => new RobertaForTokenClassification(readRobertaConfig(config)),
  'roberta-question': (config) => new RobertaForQuestionAnswering(readRobertaConfig(config)),
  'xlm-roberta-masked-lm': (config) => new RobertaForMaskedLM(readRobertaConfig(config)),
  'camembert-token': (config) => new RobertaForTokenClassification(readRobertaConfig(config)),
};

for (const [name, create] of Object.entries(models)) {
  const start = name === 'roberta-base' ? '' : 'roberta.';
  describeEncoderParity(name, {
    create,
    names: robertaWeightNames,
    embeddings: `${start}embeddings`,
    layer: (index) => `${start}encoder.layer.${index}`,
    weights: (index) => `${start}encoder.layer.${index}.attention.self.weights`,
  });
}
