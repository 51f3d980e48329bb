import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readLlamaConfig } from './config.ts';
import { Llama } from './model.ts';

/** Llama, Mistral, Qwen2 and Qwen3 as they are published. */
export const family: ModelFamily = modelFamily(
  readLlamaConfig,
  {
    LlamaForCausalLM: (config) => new Llama(config),
    MistralForCausalLM: (config) => new Llama(config),
    Qwen2ForCausalLM: (config) => new Llama(config),
    Qwen3ForCausalLM: (config) => new Llama(config),
  },
  // The first files carry the frequencies of each layer.
  { weightNames: { rename: (name) => (name.endsWith('.rotary_emb.inv_freq') ? undefined : name) } },
);
