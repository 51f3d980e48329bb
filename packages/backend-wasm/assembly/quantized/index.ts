export { quantizedBytes } from './formats';
export { quantizedRows } from './gather';
export { quantizedGated, quantizedMaps, quantizedWork } from './linear';
export { quantizedMap } from './maps';
export { moveQuantizedRows } from './rows';
