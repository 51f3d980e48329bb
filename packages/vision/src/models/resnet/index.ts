export { ResNetBlock, ResNetConvolution, type ResNetNorms, ResNetStage } from './block.ts';
export { type ResNetConfig, type ResNetStageConfig, readResNetConfig, resnetModelTypes } from './config.ts';
export { ResNetEmbeddings, ResNetEncoder, ResNetForImageClassification, ResNetModel } from './model.ts';
