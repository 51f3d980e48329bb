export { GemmaAttention } from './attention.ts';
export { type GemmaConfig, gemmaModelTypes, readGemmaConfig } from './config.ts';
export { Gemma, GemmaLayer, GemmaMlp, GemmaModel } from './model.ts';
export { GemmaNorm } from './norm.ts';
export { gemmaWeightNames } from './weights.ts';
