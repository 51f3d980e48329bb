export { prepare } from './heed.ts';
