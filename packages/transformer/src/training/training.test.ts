import { AdamW, cosine, full, live, RandomGenerator, SGD } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { baseConfig, EncoderDecoder } from '../encoder-decoder/index.ts';
import { generateSequences } from '../generation/index.ts';
import { BertForMaskedLM, HfConfig, readBertConfig } from '../models/index.ts';
import { evaluateLoss, type SequencePair, sequenceToSequence, trainStep } from './index.ts';

const config = {
  ...baseConfig,
  vocabularySize: 7,
  width: 16,
  heads: 2,
  feedForwardWidth: 24,
  encoderLayers: 1,
  decoderLayers: 1,
  dropout: 0,
  normFirst: true,
};

/** Pairs to copy, of 2 or 3 tokens and the end. */
function copies(count: number, generator: RandomGenerator): SequencePair[] {
  return Array.from({ length: count }, () => {
    const length = 2 + generator.nextInteger(2);
    const ids = [...Array.from({ length }, () => 3 + generator.nextInteger(4)), 2];
    return { source: ids, target: ids };
  });
}

describe('trainStep', () => {
  it('weighs every token the same, however the batches are cut', () => {
    const pairs = copies(6, new RandomGenerator(5));
    const results = [[pairs], [pairs.slice(0, 1), pairs.slice(1)]].map((batches) => {
      const model = new EncoderDecoder(config).initialize(new RandomGenerator(1)).train();
      const optimizer = new SGD(model, { rate: 0.1 });
      const report = trainStep(sequenceToSequence(model), optimizer, batches);
      return { report, weight: model.embedding.weight.value.dataSync() };
    });
    const [whole, parts] = results;
    expect(parts?.report.loss).toBeCloseTo(whole?.report.loss ?? 0, 5);
    expect(parts?.report.norm).toBeCloseTo(whole?.report.norm ?? 0, 4);
    for (const [index, value] of (whole?.weight ?? []).entries()) {
      expect(parts?.weight[index]).toBeCloseTo(value, 5);
    }
  });

  it('learns to copy, and keeps memory flat', async () => {
    const generator = new RandomGenerator(2);
    const model = new EncoderDecoder(config, generator).initialize(new RandomGenerator(1)).train();
    const optimizer = new AdamW(model, {
      rate: cosine({ rate: 0.01, warmup: 10, total: 250 }),
      weightDecay: 0,
    });
    const held = copies(40, new RandomGenerator(99));
    const objective = sequenceToSequence(model);
    const before = await evaluateLoss(objective, [held]);
    trainStep(objective, optimizer, [copies(8, generator)]);
    const alive = live();
    for (let step = 1; step < 250; step++) trainStep(objective, optimizer, [copies(8, generator)]);
    expect(live()).toEqual(alive);
    expect(await evaluateLoss(objective, [held])).toBeLessThan(before / 10);
    expect(model.training).toBe(true);
    const answers = await generateSequences(
      model.eval(),
      held.map(({ source }) => source),
    );
    const right = answers.filter(
      ({ ids }, index) => [...ids, 2].join() === held[index]?.target.join(),
    ).length;
    expect(right / held.length).toBeGreaterThan(0.9);
  });
});

it('weight decay spares norms and biases of BERT, and steps its tied table once', () => {
  const config = readBertConfig(
    new HfConfig({
      ...{
        vocab_size: 7,
        hidden_size: 4,
        intermediate_size: 6,
        num_hidden_layers: 1,
        num_attention_heads: 2,
      },
    }),
  );
  const model = new BertForMaskedLM(config).initialize(new RandomGenerator(0));
  for (const parameter of model.parameters().values()) parameter.assign(full(parameter.shape, 1));
  const optimizer = new AdamW(model, { rate: 0.1, weightDecay: 0.5 });
  optimizer.step(new Map(Array.from(model.parameters(), ([path, { shape }]) => [path, full(shape, 0)])));
  for (const [path, { shape, value }] of model.parameters()) {
    const expected = shape.length < 2 ? 1 : Math.fround(0.95);
    expect(
      Array.from(value.dataSync()).every((number) => number === expected),
      path,
    ).toBe(true);
  }
  const grouped = optimizer.groups().flatMap(({ parameters }) => parameters);
  expect(grouped.sort()).toEqual([...model.parameters().keys()].sort());
});
