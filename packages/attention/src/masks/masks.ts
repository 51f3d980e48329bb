export { combineMasks } from './combine-masks.ts';
export { paddingMask } from './padding.ts';
