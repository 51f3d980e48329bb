export { type HeatMapOptions, heatMap } from './heat-map.ts';
export { type MergedWords, mergeSubwords } from './merge-subwords.ts';
export { type ShowMaskOptions, showMask } from './show-mask.ts';
export { type ColorStream, supportsColor } from './supports-color.ts';
export type { WeightTable } from './weight-table.ts';
