export { m2m100ModelTypes, readM2M100Config } from './config.ts';
export { M2M100 } from './model.ts';
export { M2M100Positions } from './positions.ts';
export { m2m100WeightNames } from './weights.ts';
