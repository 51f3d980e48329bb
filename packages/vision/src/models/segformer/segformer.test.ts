import { collect, RandomGenerator, ShapeError, type Tensor, tensor } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { expectGoldenGradients } from '../testing/golden-gradients.ts';
import { goldenTensor, loadGolden, readGoldenModel } from '../testing/golden-models.ts';
import { describePictureParity, type TestedModel } from '../testing/picture-parity.ts';
import { toTokens } from '../token-map.ts';
import {
  readSegformerConfig,
  SegformerForImageClassification,
  SegformerForSemanticSegmentation,
  SegformerModel,
  segmentationMap,
} from './index.ts';

/** The maps of all stages by the names of transformers. */
function hiddenStates(model: SegformerModel, pixels: Tensor): Record<string, Tensor> {
  const maps = model.featureMaps(pixels).map((map, at) => [`hidden_states.${at}`, map] as const);
  return Object.fromEntries(maps);
}

await describePictureParity('segformer', {
  model: SegformerForSemanticSegmentation,
  outputs: ({ segformer }, logits, pixels) => ({ logits, ...hiddenStates(segformer, pixels) }),
});

await describePictureParity('segformer-classifier', {
  model: SegformerForImageClassification,
  outputs: ({ segformer }, logits, pixels) => {
    // Pictures of another size are compared by their logits alone.
    if (pixels.shape[2] !== 28) return { logits };
    const states = hiddenStates(segformer, pixels);
    // The golden model has reshape_last_stage off.
    return { logits, ...states, 'hidden_states.2': toTokens(segformer.forward(pixels)) };
  },
});

it.each([
  ['segformer', SegformerForSemanticSegmentation],
  ['segformer-classifier', SegformerForImageClassification],
] as const)('%s: gradients and running statistics in training', async (name, kind) => {
  await expectGoldenGradients<TestedModel>(await readGoldenModel(name), kind);
});

it('the encoder alone is read from a file with a head, and gives the mean of its last map', async () => {
  const golden = await readGoldenModel('segformer-classifier');
  const classifier = await loadGolden(golden, SegformerForImageClassification);
  const encoder = await loadGolden(golden, SegformerModel, 'SegformerModel');
  const picture = encoder.embed(encoder.forward(goldenTensor(golden, 'input.pixel_values')));
  const logits = classifier.classifier.forward(picture).dataSync();
  const { data } = golden.io.get('output.logits') ?? { data: [] };
  for (const [at, value] of Array.from(data, Number).entries()) expect(logits[at]).toBeCloseTo(value, 4);
  expect(encoder.attentionPath(2)).toBe('encoder.block.1.layers.1.attention.self.weights');
});

/** Two stages for small grey pictures. */
function smallConfig(more: object = {}): HfConfig {
  const sizes = {
    ...{ num_channels: 1, num_encoder_blocks: 2, depths: [1, 2], hidden_sizes: [12, 18] },
    ...{ num_attention_heads: [2, 3], patch_sizes: [5, 3], strides: [2, 2], sr_ratios: [2, 1] },
  };
  return new HfConfig({ model_type: 'segformer', ...sizes, mlp_ratios: [2, 3], ...more });
}

describe('training', () => {
  const rows = 200;
  const pixels = new RandomGenerator(2).normal([rows, 1, 4, 4]);

  /** Shares of rows that a layer's stochastic depth leaves out; what it keeps must be scaled up. */
  function dropped(more: object, training: boolean): number[] {
    const config = readSegformerConfig(smallConfig(more));
    const model = new SegformerForImageClassification(config, new RandomGenerator(5));
    model.initialize(new RandomGenerator(6));
    if (training) model.train();
    const layers = ['block.0.layers.0', 'block.1.layers.0', 'block.1.layers.1'];
    const paths = layers.map((layer) => `segformer.encoder.${layer}`);
    const asked = paths.flatMap((path) => [`${path}.attention`, `${path}.dropPath`]);
    using seen = collect(model, asked, () => model.forward(pixels));
    return paths.map((path, at) => {
      const [before, behind] = [`${path}.attention`, `${path}.dropPath`].map((name) =>
        seen.at(name).dataSync(),
      );
      const length = (before?.length ?? 0) / rows;
      const ratios = Array.from({ length: rows }, (_, row) => {
        return (behind?.[row * length] ?? 0) / (before?.[row * length] ?? 0);
      });
      const scale = 1 / (1 - (training ? 0.2 * at : 0));
      for (const ratio of ratios.filter((value) => value !== 0)) expect(ratio).toBeCloseTo(scale, 5);
      return ratios.filter((value) => value === 0).length / rows;
    });
  }

  it('leaves out branches for whole pictures, the deeper the more often, and none in evaluation', () => {
    const [first, second, third] = dropped({ drop_path_rate: 0.4 }, true);
    expect(first).toBe(0);
    expect(Math.abs((second ?? 0) - 0.2)).toBeLessThan(0.08);
    expect(Math.abs((third ?? 0) - 0.4)).toBeLessThan(0.1);
    expect(dropped({ drop_path_rate: 0.4 }, false)).toEqual([0, 0, 0]);
  });

  it('counts the depths of stages that are not built, as transformers does', () => {
    const rateOf = (depths: readonly number[]): number => {
      return readSegformerConfig(smallConfig({ depths, drop_path_rate: 0.6 })).stochasticDepth;
    };
    expect([rateOf([1, 2]), rateOf([1, 2, 2]), rateOf([1, 1])]).toEqual([0.6, 0.3, 0.6]);
  });

  it.each([
    ['hidden_dropout_prob', 'attention.output.dropout'],
    ['hidden_dropout_prob', 'mlp.dropout'],
  ])('%s drops in %s', (field, path) => {
    const config = readSegformerConfig(smallConfig({ [field]: 0.3, drop_path_rate: 0 }));
    const model = new SegformerForImageClassification(config, new RandomGenerator(5));
    model.initialize(new RandomGenerator(6)).train();
    const full = `segformer.encoder.block.1.layers.1.${path}`;
    using seen = collect(model, [full], () => model.forward(pixels));
    const values = seen.at(full).dataSync();
    const share = Array.from(values).filter((value) => Number(value) === 0).length / values.length;
    expect(Math.abs(share - 0.3)).toBeLessThan(0.05);
  });

  it('attention_probs_dropout_prob changes what is read, and only in training', () => {
    const config = readSegformerConfig(smallConfig({ attention_probs_dropout_prob: 0.3, drop_path_rate: 0 }));
    const model = new SegformerForImageClassification(config, new RandomGenerator(5));
    model.initialize(new RandomGenerator(6));
    const look = (): number[] => [...model.forward(pixels).dataSync()].map(Number);
    expect(look()).toEqual(look());
    model.train();
    expect(look()).not.toEqual(look());
  });
});

it('fresh weights are normal: linear layers of initializer_range, convolutions of √(2 · groups / fanOut)', () => {
  const config = readSegformerConfig(
    smallConfig({ hidden_sizes: [60, 90], num_attention_heads: [2, 3], initializer_range: 0.05 }),
  );
  const model = new SegformerForImageClassification(config).initialize(new RandomGenerator(3));
  let compared = 0;
  for (const [path, parameter] of model.parameters()) {
    const [outputs = 0, inputs = 0, ...kernel] = parameter.value.shape;
    const values = Array.from(parameter.value.dataSync(), Number);
    const deviation = Math.hypot(...values) / Math.sqrt(values.length);
    if (parameter.value.rank === 1) {
      const isNorm = /layerNorm.*weight$/i.test(path);
      expect(new Set(values), path).toEqual(new Set([isNorm ? 1 : 0]));
      continue;
    }
    const groups = /dwconv/.test(path) ? outputs : 1;
    const fanOut = (outputs * kernel.reduce((size, side) => size * side, 1)) / groups;
    const wanted = kernel.length === 2 ? Math.sqrt(2 / fanOut) : 0.05;
    // Five deviations of the estimate.
    expect(Math.abs(deviation / wanted - 1), path).toBeLessThan(5 / Math.sqrt(2 * outputs * inputs));
    compared++;
  }
  expect(compared).toBe(25);
});

it('segmentationMap: the likeliest class of every pixel, between patches too', () => {
  const logits = tensor([[[[4, 0]], [[0, 4]], [[1, 1]]]]);
  expect([...segmentationMap(logits, [2, 6]).dataSync()]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]);
});

it.each([
  [{ depths: [1, 1] }, 'depths must be 4 whole numbers above 0'],
  [{ hidden_sizes: [8, 8, 8.5, 8] }, 'hidden_sizes must be 4 whole numbers above 0'],
  [{ num_attention_heads: [3, 2, 5, 8] }, 'num_attention_heads must be a divisor'],
])('%j is refused', (change, message) => {
  expect(() => readSegformerConfig(new HfConfig({ model_type: 'segformer', ...change }))).toThrow(message);
});

it('pixels of another number of channels, and pictures smaller than what makes one key, are refused', () => {
  const model = new SegformerForImageClassification(readSegformerConfig(smallConfig()));
  model.initialize(new RandomGenerator(0));
  const generator = new RandomGenerator(1);
  expect(() => model.forward(generator.normal([1, 3, 28, 28]))).toThrow(
    'SegFormer: pixels must be [batch, 1, height, width], got [1, 3, 28, 28]',
  );
  expect(() => model.forward(generator.normal([1, 1, 2, 2]))).toThrow(ShapeError);
});
