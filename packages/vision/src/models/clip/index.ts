export { type ClipConfig, type ClipVisionConfig, readClipConfig, readClipVisionConfig } from './config.ts';
export { ClipModel, ClipVisionModel } from './model.ts';
export { ClipTextTransformer, ClipVisionTransformer } from './towers.ts';
