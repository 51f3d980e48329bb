import { AdamW, type Backend, tidy, use, valueAndGrad } from '@heed/core';
import type { Input, Side } from '../../harness/side.ts';
import type { Setting } from '../../harness/work.ts';
import { toIds, toTensor } from '../backend.ts';
import { LanguageModel } from './language-model.ts';

/** Forward or a training step of the model on a backend. */
export function sideOn(backend: Backend, setting: Setting, inputs: Readonly<Record<string, Input>>): Side {
  use(backend);
  const size = (name: string): number => Number(setting[name]);
  const vocabulary = size('vocabulary');
  const model = new LanguageModel({
    layers: size('layers'),
    width: size('width'),
    heads: size('heads'),
    vocabulary,
    length: size('length'),
  });
  for (const [path, parameter] of model.parameters()) parameter.assign(toTensor(inputs[path]));
  const ids = toIds(inputs['ids'], vocabulary);
  if (setting['pass'] === 'forward') {
    return {
      run: () =>
        tidy(() => {
          model.forward(ids);
        }),
      answer: () => tidy(() => model.forward(ids).dataSync()),
    };
  }
  const targets = toIds(inputs['targets'], vocabulary);
  const optimizer = new AdamW(model, { rate: 1e-4, weightDecay: 0 });
  const losses: number[] = [];
  return {
    run: () =>
      tidy(() => {
        const { value, gradients } = valueAndGrad(model, () => model.loss(ids, targets));
        optimizer.step(gradients);
        losses.push(value.dataSync()[0] ?? Number.NaN);
      }),
    answer: () => losses.slice(0, 3),
  };
}
