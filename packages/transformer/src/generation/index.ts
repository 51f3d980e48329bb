export type { Hypothesis } from './beam-search.ts';
export { type GenerateOptions, generateSequences, padRows } from './generate-sequences.ts';
