export {
  type ConstantOptions,
  constant,
  inverseSquareRoot,
  linearWarmup,
  type WarmupOptions,
} from './constant.ts';
export { cosine, type DecayOptions, type PolynomialOptions, polynomial } from './decay.ts';
export { type NoamOptions, noam } from './noam.ts';
export type { Schedule } from './schedule.ts';
