import { attentionRollout } from '@heed/attention';
import { collect, live, RandomGenerator, tensor, tidy } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import {
  Dinov2ForImageClassification,
  MobileViTForImageClassification,
  readSegformerConfig,
  SegformerForImageClassification,
  SiglipVisionModel,
  ViTForImageClassification,
} from '../models/index.ts';
import { goldenTensor, loadGolden, readGoldenModel } from '../models/testing/golden-models.ts';
import type { Picture } from '../pictures/picture.ts';
import { pictureAttentionHtml } from './attention-page.ts';
import { classAttention, classRollout, lookAt, patchSimilarity } from './looked-at.ts';
import { overlayPicture } from './overlay.ts';

const picture: Picture = {
  ...{ width: 12, height: 12, color: 'grey', layout: 'channels-last', range: 255 },
  data: new Uint8Array(144).fill(100),
};

describe('lookAt', () => {
  it('gives what forward gives, and the weights that transformers has', async () => {
    const golden = await readGoldenModel('dinov2-registers');
    const model = await loadGolden(golden, Dinov2ForImageClassification);
    const pixels = goldenTensor(golden, 'input.pixel_values');
    const seen = lookAt(model, pixels, () => model.forward(pixels));
    expect([seen.grid, seen.firstTokens, seen.layers.length]).toEqual([[4, 4], 4, 2]);
    const plain = model.forward(pixels).dataSync();
    for (const [at, value] of [...seen.output.dataSync()].entries())
      expect(value).toBeCloseTo(plain[at] ?? 0, 5);
    const maps = golden.io.get('output.attentions.1');
    const looks = classAttention(seen);
    expect(looks.shape).toEqual([2, 3, 4, 4]);
    for (const [at, value] of [...looks.dataSync()].entries()) {
      const [head, patch] = [Math.floor(at / 16), at % 16];
      expect(value).toBeCloseTo(Number(maps?.data[head * 400 + 4 + patch]), 5);
    }
    expect(classAttention(seen, 0).dataSync()).not.toEqual(looks.dataSync());
    expect(() => classAttention(seen, 2)).toThrow('layer 2 of 2 layers');
  });

  it('of several maps for one picture it is the mean', async () => {
    const model = await loadGolden(await readGoldenModel('mobilevit'), MobileViTForImageClassification);
    const pixels = new RandomGenerator(3).normal([2, 3, 64, 128]);
    const before = live();
    tidy(() => {
      using seen = lookAt(model, pixels, () => model.forward(pixels));
      expect([seen.grid, seen.firstTokens, seen.layers.length]).toEqual([[1, 2], 0, 3]);
      const activations = collect(model, [model.attentionPath(2)], () => model.forward(pixels));
      const maps = activations.at(model.attentionPath(2));
      expect(maps.shape).toEqual([8, 2, 2, 2]);
      const [whole, four] = [seen.layers[2]?.dataSync() ?? [], maps.dataSync()];
      for (let at = 0; at < 16; at++) {
        const [picture, place] = [Math.floor(at / 8), at % 8];
        const sum = [0, 1, 2, 3].reduce(
          (total, map) => total + Number(four[(4 * picture + map) * 8 + place]),
          0,
        );
        expect(whole[at]).toBeCloseTo(sum / 4, 6);
      }
      activations.dispose();
      expect(classRollout(seen).shape).toEqual([2, 1, 2]);
    });
    expect(live()).toEqual(before);
  });

  it('of stages it is the last one', () => {
    const sizes = {
      num_encoder_blocks: 2,
      depths: [1, 2],
      hidden_sizes: [4, 6],
      num_attention_heads: [1, 2],
    };
    const shapes = { num_channels: 1, patch_sizes: [5, 3], strides: [2, 2], sr_ratios: [2, 1] };
    const config = readSegformerConfig(new HfConfig({ ...sizes, ...shapes }));
    const generator = new RandomGenerator(3);
    const model = new SegformerForImageClassification(config).initialize(generator);
    const pixels = generator.normal([2, 1, 16, 32]);
    using seen = lookAt(model, pixels, () => model.forward(pixels));
    expect([seen.grid, seen.firstTokens, seen.layers.length]).toEqual([[4, 8], 0, 2]);
    using activations = collect(model, [model.attentionPath(2)], () => model.forward(pixels));
    expect(seen.layers[1]?.dataSync()).toEqual(activations.at(model.attentionPath(2)).dataSync());
    expect(classRollout(seen).shape).toEqual([2, 4, 8]);
  });

  it('rollout is the first row of all layers, without what reaches first tokens', async () => {
    const golden = await readGoldenModel('vit');
    const model = await loadGolden(golden, ViTForImageClassification);
    const pixels = goldenTensor(golden, 'input.pixel_values');
    const seen = lookAt(model, pixels, () => model.forward(pixels));
    const whole = attentionRollout(seen.layers).dataSync();
    expect([...classRollout(seen).dataSync().slice(0, 9)]).toEqual([...whole.slice(1, 10)]);
  });

  it('frees what it kept', async () => {
    const golden = await readGoldenModel('vit');
    const model = await loadGolden(golden, ViTForImageClassification);
    const pixels = goldenTensor(golden, 'input.pixel_values');
    const before = live();
    tidy(() => {
      using seen = lookAt(model, pixels, () => model.forward(pixels));
      classRollout(seen).dataSync();
    });
    expect(live()).toEqual(before);
    // What is refused leaves nothing either: pictures of another size than those that the model saw, and no picture.
    tidy(() => {
      const other = new RandomGenerator(0).normal([1, 3, 8, 8]);
      const look = (given: unknown): unknown =>
        Reflect.apply(lookAt, undefined, [model, given, () => model.forward(pixels)]);
      expect(() => look(other)).toThrow('tokens should attend to each other');
      expect(() => look(undefined)).toThrow('lookAt: pixels must be a tensor, got undefined');
    });
    expect(live()).toEqual(before);
  });

  it('without a class token, the patches together are asked', async () => {
    const golden = await readGoldenModel('siglip-vision');
    const model = await loadGolden(golden, SiglipVisionModel);
    const pixels = goldenTensor(golden, 'input.pixel_values');
    const seen = lookAt(model, pixels, () => model.forward(pixels));
    for (const map of [classAttention(seen), classRollout(seen)]) {
      const numbers = [...map.dataSync()];
      expect(numbers.reduce((sum, value) => sum + value, 0) * 9).toBeCloseTo(numbers.length, 3);
    }
  });

  it('a page with every layer over the picture', async () => {
    const golden = await readGoldenModel('vit');
    const model = await loadGolden(golden, ViTForImageClassification);
    const pixels = goldenTensor(golden, 'input.pixel_values');
    const seen = lookAt(model, pixels, () => model.forward(pixels));
    const html = pictureAttentionHtml(picture, seen, { title: 'Grey <b>', description: 'nothing' });
    expect(html).toContain('Grey &lt;b&gt;');
    expect(html).toContain('data:image/png;base64,');
    expect(html).toContain('"layer":1');
  });
});

describe('patchSimilarity', () => {
  it('is the cosine: 1 with itself, −1 with its opposite, whatever the lengths', () => {
    const states = tensor([
      [
        [9, 9],
        [1, 0],
        [3, 0],
        [-2, 0],
        [0, 5],
        [1, 1],
        [2, 2],
      ],
    ]);
    const alike = patchSimilarity(states, { firstTokens: 1, grid: [2, 3] }, [0, 0]);
    const expected = [1, 1, -1, 0, Math.SQRT1_2, Math.SQRT1_2];
    for (const [at, value] of alike.flat().entries())
      expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 6);
    expect(() => patchSimilarity(states, { firstTokens: 1, grid: [2, 3] }, [2, 0])).toThrow(
      'patch 2, 0 of 2 × 3',
    );
    expect(() => patchSimilarity(states, { firstTokens: 0, grid: [2, 3] }, [0, 0])).toThrow(
      '[1, 0 + 2 · 3, width]',
    );
  });
});

describe('overlayPicture', () => {
  it('glows where the weight is largest, and is dark where it is 0', () => {
    const { data, color } = overlayPicture(
      picture,
      [
        [0, 0],
        [0, 1],
      ],
      { edges: 'sharp', opacity: 1 },
    );
    expect(color).toBe('rgb');
    const light = (row: number, column: number): number => {
      return [0, 1, 2].reduce((sum, channel) => sum + (data[(row * 12 + column) * 3 + channel] ?? 0), 0);
    };
    expect(light(11, 11)).toBeGreaterThan(600);
    expect(light(0, 0)).toBeLessThan(10);
    const none = overlayPicture(picture, [[0, 1]], { opacity: 0 });
    expect(new Set(none.data)).toEqual(new Set([100]));
  });

  it('takes any picture and any grid, and refuses what is no grid', () => {
    const generator = new RandomGenerator(0);
    const light: Picture = {
      ...picture,
      range: 1,
      data: Float32Array.from(picture.data, () => generator.nextUniform()),
    };
    expect(overlayPicture(light, [[0.1, 0.2, 0.3]]).data).toHaveLength(432);
    expect(overlayPicture(picture, [[0, 0]]).data).toHaveLength(432);
    expect(() => overlayPicture(picture, [[1, 2], [3]])).toThrow('rows of the same length');
    expect(() => overlayPicture(picture, [])).toThrow('at least one');
    expect(() => overlayPicture(picture, [[1]], { opacity: 2 })).toThrow('opacity must lie in 0…1');
  });
});
