import { AdamW, crossEntropy, RandomGenerator, tidy, toSnakeCase, valueAndGrad } from '@heed/core';
import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, toIds, toTensor } from '../backend.ts';

export const prepare: Prepare = async (setting, inputs) => {
  await openBackend(setting);
  const config = readGpt2Config(
    new HfConfig({
      model_type: 'gpt2',
      vocab_size: setting['vocabulary'],
      n_positions: setting['length'],
      n_embd: setting['width'],
      n_layer: setting['layers'],
      n_head: setting['heads'],
      embd_pdrop: 0,
      attn_pdrop: 0,
      resid_pdrop: 0,
      tie_word_embeddings: false,
    }),
  );
  const model = new Gpt2(config).initialize(new RandomGenerator(0)).train();
  for (const [path, parameter] of model.parameters()) {
    const input = inputs[toSnakeCase(path)];
    if (input !== undefined) parameter.assign(toTensor(input));
  }
  const vocabulary = Number(setting['vocabulary']);
  const [ids, targets] = [toIds(inputs['ids'], vocabulary), toIds(inputs['targets'], vocabulary)];
  const optimizer = new AdamW(model, { rate: 3e-4, weightDecay: 0.01 });
  const losses: number[] = [];
  return {
    run: () =>
      tidy(() => {
        const { value, gradients } = valueAndGrad(model, () => crossEntropy(model.forward(ids), targets));
        optimizer.step(gradients);
        losses.push(value.dataSync()[0] ?? Number.NaN);
      }),
    answer: () => losses.slice(0, 3),
  };
};
