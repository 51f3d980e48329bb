export { type BucketOptions, bucketBatches, type PairLengths } from './bucket-batches.ts';
export {
  evaluateLoss,
  type SequencePair,
  type StepOptions,
  type StepReport,
  trainStep,
} from './train-step.ts';
