export { readSwinConfig, type SwinConfig, type SwinStageConfig, swinModelTypes } from './config.ts';
export { SwinAttention, SwinLayer, SwinPatchMerging } from './layer.ts';
export { SwinEmbeddings, SwinEncoder, SwinForImageClassification, SwinModel, SwinStage } from './model.ts';
