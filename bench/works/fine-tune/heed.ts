import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AdamW,
  crossEntropy,
  Linear,
  loadWeights,
  Module,
  RandomGenerator,
  reshape,
  slice,
  type Tensor,
  tensor,
  tidy,
  valueAndGrad,
  zeros,
} from '@heed/core';
import { BertModel, bertWeightNames, HfConfig, padRows, readBertConfig, Tokenizer } from '@heed/transformer';
import { pretrained } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, toTensor } from '../backend.ts';
import { batches } from '../encode/batches.ts';

const folder = join(pretrained, 'minilm');

class Classifier extends Module {
  readonly encoder: BertModel;
  readonly head = new Linear(384, 2);

  constructor(encoder: BertModel) {
    super();
    this.encoder = encoder;
  }

  override forward(ids: Tensor, lengths: readonly number[]): Tensor {
    const states = this.encoder.forward(ids, { lengths });
    const first = slice(states, { axis: 1, start: 0, end: 1 });
    return this.head.forward(reshape(first, [ids.shape[0] ?? 0, 384]));
  }
}

export const prepare: Prepare = async (setting, inputs) => {
  await openBackend(setting);
  const published: object = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
  const config = new HfConfig({ ...published, hidden_dropout_prob: 0, attention_probs_dropout_prob: 0 });
  const encoder = new BertModel(readBertConfig(config), { pooler: false });
  await loadWeights(encoder, readFileSync(join(folder, 'model.safetensors')), bertWeightNames(encoder));
  const model = new Classifier(encoder).train();
  model.head.initialize(new RandomGenerator(0));
  model.head.weight.assign(toTensor(inputs['weight']));
  model.head.bias?.assign(zeros([2]));

  const tokenizer = new Tokenizer(JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')));
  const count = Number(setting['batch']);
  const rows = (batches(count, count)[0] ?? []).map((text) => tokenizer.encode(text));
  const ids = padRows(rows, 0);
  const lengths = rows.map(({ length }) => length);
  const targets = tensor(Int32Array.from(rows, (_, at) => at % 2));
  const optimizer = new AdamW(model, { rate: 2e-5, weightDecay: 0.01 });
  const losses: number[] = [];
  return {
    run: () =>
      tidy(() => {
        const step = valueAndGrad(model, () => crossEntropy(model.forward(ids, lengths), targets));
        optimizer.step(step.gradients);
        losses.push(step.value.dataSync()[0] ?? Number.NaN);
      }),
    answer: () => losses.slice(0, 3),
  };
};
