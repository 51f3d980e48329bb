export { accuracy } from './accuracy.ts';
export { type BleuOptions, type BleuScore, corpusBleu } from './bleu.ts';
export { type CalibrationOptions, expectedCalibrationError } from './calibration-error.ts';
export { type ChrFOptions, type ChrFScore, chrF } from './chrf.ts';
export { characterErrorRate, wordErrorRate } from './error-rates.ts';
export { type ClassScores, type F1Scores, f1Scores } from './f1.ts';
export { matthewsCorrelation } from './matthews.ts';
export { perplexity } from './perplexity.ts';
export { type RougeScore, type RougeScores, rouge } from './rouge.ts';
