export { DiskCache, defaultCacheFolder } from './disk-cache.ts';
export { type FromPretrainedOptions, fromPretrained } from './from-pretrained.ts';
export { type SavePretrainedOptions, savePretrained } from './save-pretrained.ts';
