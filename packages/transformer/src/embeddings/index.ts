export { normalizeVectors } from './normalize-vectors.ts';
export { clsPooling, lastTokenPooling, meanPooling, type Pooling } from './pooling.ts';
export { readPooling } from './read-pooling.ts';
export { SentenceEncoder, type SentenceEncoderOptions } from './sentence-encoder.ts';
