import { loadWeights, RandomGenerator, sum, valueAndGrad } from '@heed/core';
import { it } from 'vitest';
import { readModel } from '../../../../fixtures/read-model.ts';
import { Bart, bartWeightNames, readBartConfig } from './bart/index.ts';
import { HfConfig } from './hf-config.ts';
import { M2M100, m2m100WeightNames, readM2M100Config } from './m2m100/index.ts';
import { Marian, marianWeightNames, readMarianConfig } from './marian/index.ts';
import { readT5Config, T5, t5WeightNames } from './t5/index.ts';
import { bartLikePaths } from './testing/bart-like-paths.ts';
import { goldenArray, goldenMask, goldenTensor, worstDifference } from './testing/golden.ts';
import { differencesOf } from './testing/seq2seq-parity.ts';

const t5 = {
  stacks: { encoder: 'encoder', decoder: 'decoder' },
  layer: (i: number) => `block.${i}`,
  selfAttention: 'layer.0.SelfAttention',
  crossAttention: 'layer.1.EncDecAttention',
  create: (c: HfConfig) => new T5(readT5Config(c)),
  weightNames: t5WeightNames,
};
const bart = {
  ...bartLikePaths,
  create: (c: HfConfig) => new Bart(readBartConfig(c)),
  weightNames: bartWeightNames,
};
const marian = {
  ...bartLikePaths,
  create: (c: HfConfig) => new Marian(readMarianConfig(c)),
  weightNames: marianWeightNames,
};
const m2m = {
  ...bartLikePaths,
  create: (c: HfConfig) => new M2M100(readM2M100Config(c)),
  weightNames: m2m100WeightNames,
};
for (const [name, f] of [
  ['t5', t5],
  ['t5-gated', t5],
  ['t5-separate', t5],
  ['bart', bart],
  ['bart-forced', bart],
  ['marian', marian],
  ['marian-separate', marian],
  ['m2m100', m2m],
] as const)
  it(name, async () => {
    const golden = readModel(name);
    const model = f.create(new HfConfig(golden.config));
    await loadWeights(model, golden.weights, f.weightNames);
    const d = differencesOf(model, f, golden);
    const worst = (part: string) =>
      Math.max(...[...d].filter(([k]) => k.includes(part)).map(([, v]) => v)).toExponential(1);
    let left = '-';
    if (golden.io.has('left.logits.f64'))
      left = worstDifference(
        model.forward(
          goldenTensor(golden, 'left.input_ids'),
          goldenTensor(golden, 'input.decoder_input_ids'),
          goldenMask(golden, 'left.attention_mask'),
        ),
        goldenArray(golden, 'left.logits.f64'),
      ).toExponential(1);
    console.log(
      name,
      'logits',
      worst('logits'),
      'enc states',
      worst('encoder_hidden'),
      'dec states',
      worst('decoder_hidden'),
      'enc maps',
      worst('encoder_att'),
      'dec maps',
      worst('decoder_att'),
      'cross',
      worst('cross'),
      'left',
      left,
    );
  });
it('layer dropout', async () => {
  const golden = readModel('m2m100');
  const c = readM2M100Config(new HfConfig(golden.config));
  const model = new M2M100({ ...c, encoder: { ...c.encoder, layerDropout: 0.9 } });
  await loadWeights(model, golden.weights, m2m100WeightNames);
  model.train();
  const { gradients } = valueAndGrad(model, () =>
    sum(
      model.forward(goldenTensor(golden, 'left.input_ids'), goldenTensor(golden, 'input.decoder_input_ids')),
    ),
  );
  console.log(
    gradients.size,
    [...model.parameters()].length,
    [...gradients]
      .filter(([, g]) => g.dataSync().every((v) => v === 0))
      .map(([k]) => k)
      .join(' ')
      .slice(0, 300),
  );
});
