import {
  encodeSafetensors,
  loadWeights,
  type Module,
  openSafetensors,
  type SafetensorsEntries,
  type Tensor,
  type WeightArray,
  WeightsError,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type GoldenModel, readModel } from '../../../../../fixtures/read-model.ts';
import { HfConfig } from '../hf-config.ts';
import { goldenInput } from '../testing/encoder-parity.ts';
import {
  BertForMaskedLM,
  BertForSequenceClassification,
  BertModel,
  bertWeightNames,
  readBertConfig,
} from './index.ts';

type Entries = [name: string, value: WeightArray][];

/** A golden file under other names. */
async function entriesOf(
  { weights }: GoldenModel,
  rename: (name: string) => string = String,
): Promise<Entries> {
  const file = await openSafetensors(weights);
  return Promise.all(
    [...file.entries.keys()].map(
      async (name): Promise<Entries[number]> => [rename(name), await file.read(name)],
    ),
  );
}

async function loaded<Model extends Module>(model: Model, entries: SafetensorsEntries): Promise<Model> {
  await loadWeights(model, await encodeSafetensors(entries), bertWeightNames(model));
  return model;
}

const plain = readModel('bert');
const config = readBertConfig(new HfConfig(plain.config));
const positionIds: Entries[number] = [
  'embeddings.position_ids',
  { type: 'I64', shape: [1, 64], data: BigInt64Array.from({ length: 64 }, (_, at) => BigInt(at)) },
];

describe('files of BERT', () => {
  const states = (model: { forward(...given: ReturnType<typeof goldenInput>): Tensor }): number[] => [
    ...model.forward(...goldenInput(plain)).dataSync(),
  ];

  it('with and without the first part, norms of 2018, and a table of positions', async () => {
    const wanted = states(await loaded(new BertModel(config), await entriesOf(plain)));
    const old = (name: string): string =>
      `bert.${name}`
        .replace('LayerNorm.weight', 'LayerNorm.gamma')
        .replace('LayerNorm.bias', 'LayerNorm.beta');
    const files = [
      [...(await entriesOf(plain)), positionIds],
      await entriesOf(plain, (name) => `bert.${name}`),
      await entriesOf(plain, old),
    ];
    for (const entries of files) expect(states(await loaded(new BertModel(config), entries))).toEqual(wanted);
  });

  it('a file with heads serves a model without, and one with other heads', async () => {
    const golden = readModel('bert-masked-lm');
    const small = readBertConfig(new HfConfig(golden.config));
    const entries = await entriesOf(golden);
    const whole = await loaded(new BertForMaskedLM(small), entries);
    const [ids, options] = goldenInput(golden);
    const wanted = whole.bert.forward(ids, options).dataSync();
    const body = await loaded(new BertModel(small, { pooler: false }), entries);
    expect(body.forward(ids, options).dataSync()).toEqual(wanted);

    // As google's own file: the second task of pretraining, a pooler, and the tied weight once more.
    const table = entries.find(([name]) => name === 'bert.embeddings.word_embeddings.weight')?.[1];
    const bias = entries.find(([name]) => name === 'cls.predictions.bias')?.[1];
    if (table === undefined || bias === undefined) throw new Error('the golden file has other names');
    const number: WeightArray = { type: 'F32', shape: [1], data: new Float32Array(1) };
    const full = await loaded(new BertForMaskedLM(small), [
      ...entries,
      ['cls.seq_relationship.weight', number],
      ['bert.pooler.dense.weight', number],
      ['cls.predictions.decoder.weight', table],
      ['cls.predictions.decoder.bias', bias],
    ]);
    expect(full.forward(ids, options).dataSync()).toEqual(whole.forward(ids, options).dataSync());
  });

  it('what the model has and the file lacks is missing', async () => {
    const model = new BertForSequenceClassification(config);
    await expect(loaded(model, await entriesOf(plain))).rejects.toThrow('missing: classifier.weight');
    const report = await loadWeights(model, plain.weights, { ...bertWeightNames(model), strict: false });
    expect(report.missing).toEqual(['classifier.weight', 'classifier.bias']);
    expect(report.extra).toEqual([]);
  });

  it('a tensor of no known part is extra', async () => {
    const model = new BertModel(config);
    const entries: Entries = [
      ...(await entriesOf(plain)),
      ['encoder.layer.2.output.dense.bias', positionIds[1]],
    ];
    await expect(loaded(model, entries)).rejects.toThrow(WeightsError);
    await expect(loaded(model, entries)).rejects.toThrow('extra: encoder.layer.2.output.dense.bias');
  });
});
