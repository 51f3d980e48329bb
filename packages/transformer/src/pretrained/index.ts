export { ModelTypeError, UnsafeFileError } from './errors.ts';
export { type FromPretrainedOptions, fromPretrained, type PretrainedSource } from './from-pretrained.ts';
export * from './gguf/index.ts';
export { BrowserCache, type CacheFolders } from './hub/browser-cache.ts';
export type { Download, HubCache, HubFile, HubSnapshot, KeptRevision } from './hub/hub-cache.ts';
export type { HubOptions } from './hub/hub-files.ts';
export type { LoadPretrainedOptions, Pretrained, PretrainedProgress } from './load-pretrained.ts';
export {
  checkFiles,
  type FileContent,
  type FilesOptions,
  filesOf,
  type PretrainedFiles,
} from './pretrained-files.ts';
export type { PretrainedTexts } from './read-texts.ts';
export { familyOf, type ModelFamilies } from './registry.ts';
export { openTorch, TorchFile } from './torch/torch-file.ts';
