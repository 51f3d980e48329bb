export { readViTConfig, vitModelTypes } from './config.ts';
export { ViTForImageClassification } from './heads.ts';
export { ViTModel, type ViTModelOptions, ViTPooler } from './model.ts';
