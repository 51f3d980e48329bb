import { AdamW, OptionError, RandomGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { HfConfig } from '../../models/hf-config.ts';
import { Llama, readLlamaConfig } from '../../models/llama/index.ts';
import * as training from '../index.ts';

const sizes = {
  model_type: 'llama',
  vocab_size: 7,
  hidden_size: 4,
  intermediate_size: 6,
  num_hidden_layers: 1,
  num_attention_heads: 2,
};
const model = new Llama(readLlamaConfig(new HfConfig(sizes))).initialize(new RandomGenerator(0));
const objectives = {
  causalLanguageModel: [training.causalLanguageModel, 'ids'],
  classification: [training.classification, 'ids'],
  contrastive: [training.contrastive, 'anchor'],
  sequenceToSequence: [training.sequenceToSequence, 'source'],
  tokenClassification: [training.tokenClassification, 'ids'],
} as const;

it.each(Object.entries(objectives))(
  '%s refuses what is no model, and examples of another form',
  (name, [make, field]) => {
    for (const [given, seen] of [
      [Promise.resolve({ model }), 'a promise: await it first'],
      [{ model }, 'an object'],
      [undefined, 'undefined'],
    ]) {
      const run = (): unknown => Reflect.apply(make, undefined, [given]);
      expect(run).toThrow(OptionError);
      expect(run).toThrow(`${name}: a model is needed, such as the model of fromPretrained, got ${seen}`);
    }
    const objective: training.Objective<object> = Reflect.apply(make, undefined, [model]);
    const batch = (given: unknown) => (): unknown => Reflect.apply(objective.batch, objective, [given]);
    for (const [example, seen] of [
      [5, '5'],
      ['the river', '"the river"'],
      [{ text: 'the river' }, '{ text }'],
    ]) {
      expect(batch([example])).toThrow(OptionError);
      expect(batch([example])).toThrow(
        `${name}: example 0 must be an object with the list ${field}, got ${seen}`,
      );
    }
    expect(batch({ [field]: [1] })).toThrow(`${name}: a batch is a list of examples, got an object`);
  },
);

it('batches that are no list, and nothing to judge by, are refused', async () => {
  const objective = training.causalLanguageModel(model);
  const optimizer = new AdamW(model, { rate: 0.1 });
  const step = (): unknown =>
    Reflect.apply(training.trainStep, undefined, [objective, optimizer, Promise.resolve([])]);
  expect(step).toThrow('trainStep: batches must be a list, got a promise: await it first');
  await expect(training.evaluateLoss(objective, [])).rejects.toThrow(
    'the batches hold no target to judge by',
  );
});
