/** What runs in a browser as well: a page brings the files of a checkpoint itself. */
export { checkpointFiles, openCheckpoint, type SentimentCheckpoint } from './checkpoint.ts';
export { classify } from './classifier.ts';
export type { MethodName } from './method.ts';
export { type OwnLine, parseOwnLines, splitLines } from './own-lines.ts';
export { shareRight, tune, tuneRates } from './tune.ts';
export type { Verdict } from './verdict.ts';
