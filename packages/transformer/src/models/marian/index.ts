export { marianModelTypes, readMarianConfig } from './config.ts';
export { Marian } from './model.ts';
export { MarianPositions } from './positions.ts';
export { marianWeightNames } from './weights.ts';
