export { type CtcRecognizerConfig, ctcRecognizerModelTypes, readCtcRecognizerConfig } from './config.ts';
export { CtcRecognizer } from './model.ts';
