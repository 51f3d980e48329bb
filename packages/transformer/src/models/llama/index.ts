export { LlamaAttention } from './attention.ts';
export {
  type LlamaClassifierConfig,
  LlamaForSequenceClassification,
  readLlamaClassifierConfig,
} from './classifier.ts';
export { type LlamaConfig, llamaModelTypes, readLlamaConfig } from './config.ts';
export { Llama, LlamaLayer, LlamaMlp, LlamaModel } from './model.ts';
