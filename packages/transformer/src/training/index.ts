export { type BucketOptions, bucketBatches, type PairLengths } from './bucket-batches.ts';
export {
  evaluateLoss,
  type SequencePair,
  type StepOptions,
  type StepReport,
  type TrainableModel,
  trainStep,
} from './train-step.ts';
