import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  MPNetForMaskedLM,
  MPNetForQuestionAnswering,
  MPNetForSequenceClassification,
  MPNetForTokenClassification,
  MPNetModel,
  mpnetWeightNames,
  readMPNetConfig,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  mpnet: (config) => new MPNetModel(readMPNetConfig(config)),
  'mpnet-masked-lm': (config) => new MPNetForMaskedLM(readMPNetConfig(config)),
  'mpnet-sequence': (config) => new MPNetForSequenceClassification(readMPNetConfig(config)),
  'mpnet-token': (config) => new MPNetForTokenClassification(readMPNetConfig(config)),
  'mpnet-question': (config) => new MPNetForQuestionAnswering(readMPNetConfig(config)),
};

for (const [name, create] of Object.entries(models)) {
  describeEncoderParity(name, {
    create,
    names: mpnetWeightNames,
    embeddings: 'embeddings',
    layer: (index) => `encoder.layer.${index}`,
    weights: (index) => `encoder.layer.${index}.attention.attn.weights`,
  });
}
