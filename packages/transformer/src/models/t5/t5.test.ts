import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { readT5Config, T5, t5WeightNames } from './index.ts';

for (const name of ['t5', 't5-gated', 't5-separate']) {
  describeSequenceParity(name, {
    create: (config) => new T5(readT5Config(config)),
    weightNames: t5WeightNames,
    stacks: { encoder: 'encoder', decoder: 'decoder' },
    layer: (index) => `block.${index}`,
    selfAttention: 'layer.0.SelfAttention',
    crossAttention: 'layer.1.EncDecAttention',
  });
}
