export { pegasusModelTypes, readPegasusConfig } from './config.ts';
export { Pegasus } from './model.ts';
export { pegasusWeightNames } from './weights.ts';
