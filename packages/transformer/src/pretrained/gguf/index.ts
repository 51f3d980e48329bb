export { ggufConfig } from './config.ts';
export { GgufFile, openGguf } from './gguf-file.ts';
export type { GgufTensor } from './header.ts';
export type { GgufValue } from './metadata.ts';
export { publishedWeights } from './published-weights.ts';
export type { GgufType } from './tensor-type.ts';
