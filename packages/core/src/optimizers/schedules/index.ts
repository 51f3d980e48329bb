export { constant, type ConstantOptions, inverseSquareRoot, linearWarmup, type WarmupOptions } from './constant.ts';
export { cosine, type DecayOptions, polynomial, type PolynomialOptions } from './decay.ts';
export { noam, type NoamOptions } from './noam.ts';
export type { Schedule } from './schedule.ts';
