import { describeCausalParity } from '../testing/causal-parity.ts';
import { Llama, readLlamaConfig } from './index.ts';

for (const name of ['llama-tied', 'llama-untied', 'mistral-window', 'qwen2', 'qwen3']) {
  describeCausalParity(name, {
    create: (config) => new Llama(readLlamaConfig(config)),
    layer: (index) => `model.layers.${index}`,
    weights: (index) => `model.layers.${index}.selfAttn.weights`,
  });
}
