export { EncoderHead } from './encoder-head.ts';
export { FirstTokenHead, type FirstTokenHeadConfig } from './first-token-head.ts';
export { readLabels } from './labels.ts';
export { QuestionAnswering } from './question-answering.ts';
export { TokenClassification } from './token-classification.ts';
export { VocabularyHead } from './vocabulary-head.ts';
export { VocabularyProjection } from './vocabulary-projection.ts';
