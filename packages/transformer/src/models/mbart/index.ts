export { mbartModelTypes, readMBartConfig } from './config.ts';
export { MBart } from './model.ts';
export { mbartWeightNames } from './weights.ts';
