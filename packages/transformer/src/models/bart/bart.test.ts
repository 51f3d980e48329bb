import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { Bart, bartWeightNames, readBartConfig } from './index.ts';

for (const name of ['bart', 'bart-forced']) {
  describeSequenceParity(name, {
    ...bartLikePaths,
    create: (config) => new Bart(readBartConfig(config)),
    weightNames: bartWeightNames,
  });
}
