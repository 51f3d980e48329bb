import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { M2M100, m2m100WeightNames, readM2M100Config } from './index.ts';

describeSequenceParity('m2m100', {
  ...bartLikePaths,
  create: (config) => new M2M100(readM2M100Config(config)),
  weightNames: m2m100WeightNames,
});
