export type { Seed } from './philox.ts';
export { RandomGenerator, type RandomState } from './random-generator.ts';
