import { describeEncoderParity, type EncoderFamily } from '../testing/encoder-parity.ts';
import {
  DebertaV2ForMaskedLM,
  DebertaV2ForQuestionAnswering,
  DebertaV2ForSequenceClassification,
  DebertaV2ForTokenClassification,
  DebertaV2Model,
  debertaV2WeightNames,
  readDebertaV2Config,
} from './index.ts';

const models: Readonly<Record<string, EncoderFamily['create']>> = {
  'deberta-v2': (config) => new DebertaV2Model(readDebertaV2Config(config)),
  'deberta-v3': (config) => new DebertaV2Model(readDebertaV2Config(config)),
  'deberta-v3-convolution': (config) => new DebertaV2Model(readDebertaV2Config(config)),
  'deberta-v2-masked-lm': (config) => new DebertaV2ForMaskedLM(readDebertaV2Config(config)),
  'deberta-v3-masked-lm': (config) => new DebertaV2ForMaskedLM(readDebertaV2Config(config)),
  'deberta-v3-sequence': (config) => new DebertaV2ForSequenceClassification(readDebertaV2Config(config)),
  'deberta-v2-token': (config) => new DebertaV2ForTokenClassification(readDebertaV2Config(config)),
  'deberta-v2-question': (config) => new DebertaV2ForQuestionAnswering(readDebertaV2Config(config)),
};

for (const [name, create] of Object.entries(models)) {
  const convolved = name.endsWith('convolution');
  describeEncoderParity(name, {
    create,
    names: debertaV2WeightNames,
    embeddings: 'embeddings',
    layer: (index) => (convolved && index === 0 ? 'encoder.conv' : `encoder.layer.${index}`),
    weights: (index) => `encoder.layer.${index}.attention.self.weights`,
  });
}
