import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { Marian, marianWeightNames, readMarianConfig } from './index.ts';

for (const name of ['marian', 'marian-separate']) {
  describeSequenceParity(name, {
    ...bartLikePaths,
    create: (config) => new Marian(readMarianConfig(config)),
    weightNames: marianWeightNames,
  });
}
