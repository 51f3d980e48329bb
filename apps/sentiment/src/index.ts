/** What other programs take from this application. */
export { builtInCheckpoint, loadCheckpoint, type SentimentCheckpoint } from './checkpoint.ts';
export { classify } from './classifier.ts';
export { type Explanation, explain, type Method, methods } from './explain.ts';
export { loadQuantized, saveQuantized } from './quantized-weights.ts';
export type { Verdict } from './verdict.ts';
