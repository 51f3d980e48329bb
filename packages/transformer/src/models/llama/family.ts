import { type ModelFamily, modelFamily } from '../model-family.ts';
import { LlamaForSequenceClassification, readLlamaClassifierConfig } from './classifier.ts';
import { Llama } from './model.ts';

/** Llama, Mistral, Qwen2 and Qwen3 as they are published. */
export const family: ModelFamily = modelFamily(
  readLlamaClassifierConfig,
  {
    LlamaForCausalLM: (config) => new Llama(config),
    MistralForCausalLM: (config) => new Llama(config),
    Qwen2ForCausalLM: (config) => new Llama(config),
    Qwen3ForCausalLM: (config) => new Llama(config),
    LlamaForSequenceClassification: (config) => new LlamaForSequenceClassification(config),
    MistralForSequenceClassification: (config) => new LlamaForSequenceClassification(config),
    Qwen2ForSequenceClassification: (config) => new LlamaForSequenceClassification(config),
    Qwen3ForSequenceClassification: (config) => new LlamaForSequenceClassification(config),
  },
  // The first files carry the frequencies of each layer.
  { weightNames: { rename: (name) => (name.endsWith('.rotary_emb.inv_freq') ? undefined : name) } },
);
