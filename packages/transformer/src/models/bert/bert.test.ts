import { describeEncoderParity } from '../testing/encoder-parity.ts';
import { BertModel, bertWeightNames, readBertConfig } from './index.ts';

describeEncoderParity('bert', {
  create: (config) => new BertModel(readBertConfig(config)),
  names: bertWeightNames,
  embeddings: 'embeddings',
  layer: (index) => `encoder.layer.${index}`,
  weights: (index) => `encoder.layer.${index}.attention.self.weights`,
});
