export { type BleuOptions, type BleuScore, corpusBleu } from './bleu.ts';
export { chrF, type ChrFOptions, type ChrFScore } from './chrf.ts';
