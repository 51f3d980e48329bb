import {
  BatchNorm,
  crossEntropy,
  type Module,
  observe,
  openSafetensors,
  ShapeError,
  saveWeights,
  type Tensor,
  tensor,
} from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { expectGoldenGradients } from '../testing/golden-gradients.ts';
import { goldenTensor, loadGolden, readGoldenModel, worstDifference } from '../testing/golden-models.ts';
import { expectTraining } from '../testing/picture-parity.ts';
import { ResNetForImageClassification, ResNetModel, readResNetConfig } from './index.ts';

const classifier = await readGoldenModel('resnet');

async function expectParity<Model extends Module>(
  name: string,
  kind: new (...given: never[]) => Model,
  prefix: string,
  run: (model: Model, pixels: Tensor) => Readonly<Record<string, Tensor>>,
): Promise<void> {
  const golden = await readGoldenModel(name);
  const model = await loadGolden(golden, kind);
  const seen = new Map<string, number>();
  const compare = (key: string) => (value: Tensor) => {
    seen.set(key, worstDifference(golden, `output.${key}`, value));
  };
  const inside = {
    [`${prefix}embedder`]: compare('hidden_states.0'),
    [`${prefix}encoder.stages.0`]: compare('hidden_states.1'),
    [`${prefix}encoder.stages.1`]: compare('hidden_states.2'),
    [`${prefix}encoder.stages.2`]: compare('hidden_states.3'),
  };
  const outputs = observe(model, inside, () => run(model, goldenTensor(golden, 'input.pixel_values')));
  for (const [key, value] of Object.entries(outputs)) compare(key)(value);
  expect(seen.size).toBe(4 + Object.keys(outputs).length);
  for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
  const rename = golden.family.savedName;
  const saved = await openSafetensors(await saveWeights(model, rename === undefined ? {} : { rename }));
  const published = await openSafetensors(golden.weights);
  expect([...saved.entries.keys()].sort()).toEqual([...published.entries.keys()].sort());
}

describe('ResNet against transformers', () => {
  it.each(['resnet', 'resnet-first'])('%s: logits, what each stage gives, names', async (name) => {
    await expectParity(name, ResNetForImageClassification, 'resnet.', (model, pixels) => {
      return { logits: model.forward(pixels) };
    });
  });

  it('resnet-basic: the last map, what each stage gives, names', async () => {
    await expectParity('resnet-basic', ResNetModel, '', (model, pixels) => {
      return { last_hidden_state: model.forward(pixels) };
    });
  });

  it('the mean over all places is what the pooler of transformers gives', async () => {
    const golden = await readGoldenModel('resnet-basic');
    const model = await loadGolden(golden, ResNetModel);
    const pooled = model.embed(model.forward(goldenTensor(golden, 'input.pixel_values')));
    const expected = goldenTensor(golden, 'output.pooler_output').dataSync();
    for (const [at, value] of Array.from(pooled.dataSync()).entries()) {
      expect(Math.abs(value - Number(expected[at]))).toBeLessThan(1e-4);
    }
  });

  it.each(['resnet', 'resnet-first'])('%s: gradients in training, and statistics after it', async (name) => {
    await expectGoldenGradients(await readGoldenModel(name), ResNetForImageClassification);
  });

  it('resnet-basic: the same', async () => {
    await expectGoldenGradients(await readGoldenModel('resnet-basic'), ResNetModel);
  });

  it('trains with statistics of the batch, which the running ones take up', async () => {
    const model = (await loadGolden(classifier, ResNetForImageClassification)).train();
    const norm = model.resnet.embedder.embedder.normalization;
    if (!(norm instanceof BatchNorm)) throw new Error('frozen');
    const before = [...norm.runningMean.value.dataSync()];
    const pixels = goldenTensor(classifier, 'input.pixel_values');
    expectTraining(model, () => crossEntropy(model.forward(pixels), tensor(Int32Array.of(1, 4))));
    expect(norm.numBatchesTracked.value.item()).toBeGreaterThan(7);
    expect([...norm.runningMean.value.dataSync()]).not.toEqual(before);
  });
});

it('refuses what is no ResNet, and pictures of another kind', async () => {
  const read = (json: object) => () => readResNetConfig(new HfConfig(json));
  expect(read({ layer_type: 'wide' })).toThrow(/layer_type must be basic or bottleneck, found "wide"/);
  expect(read({ depths: [] })).toThrow(/depths/);
  expect(read({ depths: [1, 0] })).toThrow(/depths/);
  expect(read({ depths: [1, 1], hidden_sizes: [8] })).toThrow(
    /hidden_sizes must be one multiple of 4 for each of 2/,
  );
  expect(read({ depths: [1], hidden_sizes: [6] })).toThrow(/hidden_sizes/);
  expect(read({ depths: [1], hidden_sizes: [6], layer_type: 'basic' })).not.toThrow();
  const model = await loadGolden(classifier, ResNetForImageClassification);
  expect(() => model.forward(tensor([[[[0]]]]))).toThrow(ShapeError);
  expect(() => model.forward(tensor([[[[0]]]]))).toThrow(/\[batch, 3, height, width\], got \[1, 1, 1, 1\]/);
});
