export { type BleuOptions, type BleuScore, corpusBleu } from './bleu.ts';
export { type ChrFOptions, type ChrFScore, chrF } from './chrf.ts';
