import { describeEncoderParity } from '../testing/encoder-parity.ts';
import { readT5EncoderConfig, T5Encoder, t5SavedNames, t5WeightNames } from './index.ts';

describeEncoderParity('t5-encoder', {
  create: (config) => new T5Encoder(readT5EncoderConfig(config)),
  names: () => t5WeightNames,
  saved: t5SavedNames,
  embeddings: 'encoder.input',
  layer: (index) => `encoder.block.${index}`,
  weights: (index) => `encoder.block.${index}.layer.0.SelfAttention.weights`,
});
