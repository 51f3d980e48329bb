import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readCtcRecognizerConfig } from './config.ts';
import { CtcRecognizer } from './model.ts';

/** The recogniser of this package. */
export const family: ModelFamily = modelFamily(readCtcRecognizerConfig, {
  CtcRecognizer: (config) => new CtcRecognizer(config),
});
