export { quantizedBytes } from './formats';
export { quantizedRows } from './gather';
export { quantizedLinear, quantizedWork } from './linear';
export { moveQuantizedRows } from './rows';
