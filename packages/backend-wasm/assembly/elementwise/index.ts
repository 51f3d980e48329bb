export { binary } from './binary';
export { choose, compare } from './select';
export { unary } from './unary';
export { unaryGradient } from './unary-gradient';
