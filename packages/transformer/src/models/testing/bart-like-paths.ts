import type { SequenceFamily } from './seq2seq-differences.ts';

/** Where the parts of BART, Marian and M2M100 stand. */
export const bartLikePaths: Omit<SequenceFamily, 'create' | 'weightNames'> = {
  stacks: { encoder: 'model.encoder', decoder: 'model.decoder' },
  layer: (index) => `layers.${index}`,
  selfAttention: 'selfAttn',
  crossAttention: 'encoderAttn',
};
