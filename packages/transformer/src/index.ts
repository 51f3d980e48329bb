export * from './embeddings/index.ts';
export * from './encoder-decoder/index.ts';
export * from './generation/index.ts';
export * from './layers/index.ts';
export * from './metrics/index.ts';
export * from './models/index.ts';
export type { SequenceConfig, SequenceToSequence, TargetCache } from './sequence-to-sequence.ts';
export * from './tokenizer/index.ts';
export * from './training/index.ts';
