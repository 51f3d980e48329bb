export { LlamaAttention } from './attention.ts';
export { type LlamaConfig, llamaModelTypes, readLlamaConfig } from './config.ts';
export { Llama, LlamaLayer, LlamaMlp, LlamaModel } from './model.ts';
