import { observe, RandomGenerator, type Tensor } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectGoldenGradients } from '../testing/golden-gradients.ts';
import { goldenTensor, loadGolden, readGoldenModel, worstDifference } from '../testing/golden-models.ts';
import { describePictureParity, type TestedModel } from '../testing/picture-parity.ts';
import {
  MobileViTForImageClassification,
  MobileViTForSemanticSegmentation,
  MobileViTModel,
  readMobileViTConfig,
} from './index.ts';
import { joinSequences, patchSequences } from './layer.ts';

await describePictureParity('mobilevit', {
  model: MobileViTForImageClassification,
  embeddings: 'mobilevit.encoder.layer.0',
  layer: (index) => `mobilevit.encoder.layer.${index + 1}`,
});
await describePictureParity('mobilevit-base', {
  model: MobileViTModel,
  embeddings: 'encoder.layer.0',
  layer: (index) => `encoder.layer.${index + 1}`,
  outputs: (model, map) => ({ last_hidden_state: map, pooler_output: model.embed(map) }),
});
await describePictureParity('mobilevit-segmentation', {
  model: MobileViTForSemanticSegmentation,
  embeddings: 'mobilevit.encoder.layer.0',
  layer: (index) => `mobilevit.encoder.layer.${index + 1}`,
});

describe.each([
  ['mobilevit', MobileViTForImageClassification],
  ['mobilevit-segmentation', MobileViTForSemanticSegmentation],
] as const)('%s against transformers', (name, kind) => {
  it('the last stages, and the attention maps of those before', async () => {
    const golden = await readGoldenModel(name);
    const model = await loadGolden<TestedModel>(golden, kind);
    const seen: number[] = [];
    const compare = (key: string) => (value: Tensor) => {
      seen.push(worstDifference(golden, `output.${key}`, value));
    };
    const early = [
      [2, 0],
      [2, 1],
      [3, 0],
      [3, 1],
      [3, 2],
      [3, 3],
    ].map(([stage, layer], at) => {
      const path = `mobilevit.encoder.layer.${stage}.transformer.layer.${layer}.attention.attention.weights`;
      return [path, compare(`early_attentions.${at}`)] as const;
    });
    const last = [3, 4].map(
      (at) => [`mobilevit.encoder.layer.${at}`, compare(`hidden_states.${at}`)] as const,
    );
    const pixels = goldenTensor(golden, 'input.pixel_values');
    observe(model, Object.fromEntries([...early, ...last]), () => model.forward(pixels));
    expect(seen).toHaveLength(8);
    expect(Math.max(...seen)).toBeLessThan(1e-4);
  });

  it('gradients and running statistics in training', async () => {
    await expectGoldenGradients<TestedModel>(await readGoldenModel(name), kind);
  });
});

it('joinSequences undoes patchSequences, and a sequence holds one place of every patch', () => {
  const size = fc.integer({ min: 1, max: 3 });
  fc.assert(
    fc.property(size, size, size, size, size, (batch, channels, down, across, side) => {
      const map = new RandomGenerator(1).normal([batch, channels, down * side, across * side]);
      const sequences = patchSequences(map, side);
      expect(sequences.shape).toEqual([batch * side * side, down * across, channels]);
      const back = joinSequences(sequences, side, [down * side, across * side]);
      expect(back.dataSync()).toEqual(map.dataSync());
      // The second token of the first sequence is the first pixel of the second patch.
      if (across > 1) expect(sequences.dataSync()[channels]).toBe(map.dataSync()[side]);
    }),
    { numRuns: 30 },
  );
});

it.each([
  [{ hidden_sizes: [8, 8] }, 'hidden_sizes must be 3 whole numbers'],
  [{ neck_hidden_sizes: [8, 8, 8, 8, 8, 8, 0] }, 'neck_hidden_sizes must be 7 whole numbers'],
  [{ num_attention_heads: 5 }, 'num_attention_heads must be a divisor'],
  [{ output_stride: 4 }, 'output_stride must be 32, 16 or 8'],
  [{ atrous_rates: [6] }, 'atrous_rates must be 3 whole numbers'],
  [{ patch_size: [2, 2] }, 'patch_size'],
])('%j is refused', (change, message) => {
  expect(() => readMobileViTConfig(new HfConfig({ model_type: 'mobilevit', ...change }))).toThrow(message);
});
