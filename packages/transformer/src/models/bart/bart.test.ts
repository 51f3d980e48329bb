import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { Bart, bartWeightNames, readBartConfig } from './index.ts';

describeSequenceParity('bart', {
  ...bartLikePaths,
  create: (config) => new Bart(readBartConfig(config)),
  weightNames: bartWeightNames,
});
