/** What other programs take from this application. */
export type { SentimentCheckpoint } from './checkpoint.ts';
export { builtInCheckpoint, loadCheckpoint } from './checkpoint-folder.ts';
export { classify } from './classifier.ts';
export { type Explanation, explain, type Method, methods } from './explain.ts';
export { loadQuantized, saveQuantized } from './quantized-file.ts';
export type { Verdict } from './verdict.ts';
