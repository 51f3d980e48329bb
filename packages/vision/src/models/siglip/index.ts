export { AttentionPooling, PackedAttention } from './attention-pooling.ts';
export { readSiglipConfig, readSiglipVisionConfig, type SiglipConfig } from './config.ts';
export { SiglipModel, SiglipTextTransformer, SiglipVisionModel, SiglipVisionTransformer } from './model.ts';
