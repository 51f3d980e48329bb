export * from './vision-config.ts';
export type { PatchModel, PictureClassifier, PictureEncoder } from './vision-model.ts';
export * from './vit/index.ts';
export * from './vit-like/index.ts';
