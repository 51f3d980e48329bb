export { GptNeoXAttention } from './attention.ts';
export { type GptNeoXConfig, gptNeoXModelTypes, readGptNeoXConfig } from './config.ts';
export { GptNeoX, GptNeoXLayer, GptNeoXMlp, GptNeoXModel } from './model.ts';
export { gptNeoXWeightNames } from './weights.ts';
