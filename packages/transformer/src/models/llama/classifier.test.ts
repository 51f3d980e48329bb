import { describeEncoderParity } from '../testing/encoder-parity.ts';
import { LlamaForSequenceClassification, readLlamaClassifierConfig } from './index.ts';

for (const name of ['llama-sequence', 'qwen3-reward']) {
  describeEncoderParity(name, {
    create: (config) => new LlamaForSequenceClassification(readLlamaClassifierConfig(config)),
    names: () => ({ rename: (key) => key }),
    embeddings: 'model.embedTokens',
    layer: (index) => `model.layers.${index}`,
    weights: (index) => `model.layers.${index}.selfAttn.weights`,
  });
}
