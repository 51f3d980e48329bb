export { binary } from './binary';
export { operand } from './grid';
export { power } from './power';
export { choose, compare, logic } from './select';
export { unary } from './unary';
export { unaryGradient } from './unary-gradient';
