export { bartModelTypes, readBartConfig } from './config.ts';
export { Bart } from './model.ts';
export { BartPositions } from './positions.ts';
export { bartWeightNames } from './weights.ts';
