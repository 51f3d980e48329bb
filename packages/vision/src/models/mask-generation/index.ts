export { type GenerateMasksOptions, generateMasks } from './generate-masks.ts';
export type { GeneratedMask } from './kept-mask.ts';
export { maskMap } from './mask-map.ts';
export { decodeRunLengths, encodeRunLengths, type RunLengths } from './run-lengths.ts';
