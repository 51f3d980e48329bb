import { add, multiply, observe, openSafetensors, saveWeights, slice, sum, type Tensor } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { type Picture, PictureProcessor, readProcessorConfig } from '../../index.ts';
import { cosines, expectGradients } from '../testing/golden-gradients.ts';
import { goldenTensor, loadGolden, readGoldenModel, worstDifference } from '../testing/golden-models.ts';
import { expectTraining } from '../testing/picture-parity.ts';
import {
  readSamConfig,
  readSamVisionConfig,
  SamModel,
  type SamPrompts,
  SamVisionModel,
  samMasks,
  samPrompts,
} from './index.ts';

const golden = await readGoldenModel('sam');
const vision = await readGoldenModel('sam-vision');
const pixels = goldenTensor(golden, 'input.pixel_values');
const points = goldenTensor(golden, 'prompt.points');
const labels = goldenTensor(golden, 'prompt.labels');
const boxes = goldenTensor(golden, 'prompt.boxes');
const masks = goldenTensor(golden, 'prompt.masks');
const load = () => loadGolden(golden, SamModel);

const calls: readonly (readonly [string, SamPrompts, { several?: boolean }])[] = [
  ['points', { points, labels }, {}],
  ['boxes', { boxes: slice(boxes, { axis: 1, end: 2 }) }, { several: false }],
  ['everything', { points, labels, boxes, masks }, {}],
  ['unlabelled', { points: slice(points, { axis: 2, end: 1 }) }, {}],
];

describe('sam against transformers', () => {
  it.each(calls)('masks and scores by %s', async (name, prompts, options) => {
    const model = await load();
    const found = model.forward(pixels, prompts, options);
    expect(worstDifference(golden, `${name}.scores`, found.scores)).toBeLessThan(1e-4);
    if (golden.io.has(`${name}.masks`)) {
      expect(worstDifference(golden, `${name}.masks`, found.masks)).toBeLessThan(1e-4);
    }
    const map = model.encodePicture(pixels);
    expect(model.segment(map, prompts, options).scores.dataSync()).toEqual(found.scores.dataSync());
  });

  it('attention between prompts and picture', async () => {
    const model = await load();
    const attentions = ['layers.0', 'layers.1'].flatMap((layer) =>
      ['selfAttn', 'crossAttnTokenToImage', 'crossAttnImageToToken'].map((name) => `${layer}.${name}`),
    );
    const seen: number[] = [];
    const inside = [...attentions, 'finalAttnTokenToImage'].map((path, at) => {
      const compare = (value: Tensor): void => {
        seen.push(worstDifference(golden, `points.attentions.${at}`, value));
      };
      return [`maskDecoder.transformer.${path}.weights`, compare] as const;
    });
    observe(model, Object.fromEntries(inside), () => model.forward(pixels, { points, labels }));
    expect(seen).toHaveLength(7);
    expect(Math.max(...seen)).toBeLessThan(1e-4);
  });

  it('gradients', async () => {
    const model = await load();
    const weighted = (x: Tensor): Tensor => sum(multiply(x, cosines(x.shape)));
    expectGradients(golden, model.train(), () => {
      const found = model.forward(pixels, { points, labels, boxes, masks });
      return add(weighted(found.masks), weighted(found.scores));
    });
  });

  it('what is saved has the names that transformers gave, and it trains', async () => {
    const model = await load();
    const rename = golden.family.savedName;
    const saved = await openSafetensors(await saveWeights(model, rename === undefined ? {} : { rename }));
    const published = await openSafetensors(golden.weights);
    expect([...saved.entries.keys()].sort()).toEqual([...published.entries.keys()].sort());
    model.visionEncoder.freeze();
    expectTraining(model.train(), () => {
      const found = model.forward(pixels, { points, labels, boxes, masks });
      return add(sum(multiply(found.masks, found.masks)), sum(multiply(found.scores, found.scores)));
    });
  });

  it("a picture's own pixels and back: processor, prompts and masks", () => {
    const picture: Picture = {
      ...{ width: 33, height: 21, color: 'rgb', layout: 'channels-last', range: 255 },
      data: Uint8Array.from(golden.io.get('frame.picture')?.data ?? []),
    };
    const processor = new PictureProcessor(
      readProcessorConfig(
        new HfConfig({
          image_processor_type: 'SamImageProcessor',
          size: { longest_edge: 40 },
          pad_size: { height: 40, width: 40 },
        }),
      ),
    );
    expect(worstDifference(golden, 'frame.pixels', processor.process([picture]))).toBeLessThan(1e-5);
    const within = [
      [
        [3, 4],
        [30.5, 2],
      ],
      [
        [10, 20],
        [11, 7.5],
      ],
    ] as const;
    const prompts = samPrompts(
      picture,
      within.map((places) => ({ within: places })),
      40,
    );
    expect(worstDifference(golden, 'frame.points', prompts.points ?? points)).toBeLessThan(1e-6);
    const [box] = [samPrompts(picture, [{ box: [1, 2, 30, 17] }], 40).boxes];
    expect(worstDifference(golden, 'frame.boxes', box ?? boxes)).toBeLessThan(1e-6);
    const logits = slice(goldenTensor(golden, 'everything.masks'), { axis: 0, end: 1 });
    const large = samMasks(logits, picture, 40);
    expect(large.shape).toEqual([1, 3, 3, 21, 33]);
    expect([...large.dataSync()]).toEqual([...(golden.io.get('frame.masks')?.data ?? [])]);
  });
});

describe('the encoder of pictures alone against transformers', () => {
  it('output, hidden states and attention maps', async () => {
    const model = await loadGolden(vision, SamVisionModel);
    const seen: number[] = [];
    const compare = (key: string) => (value: Tensor) =>
      void seen.push(worstDifference(vision, `output.${key}`, value));
    const inside = {
      'visionEncoder.layers.0': compare('hidden_states.1'),
      'visionEncoder.layers.1': compare('hidden_states.2'),
      [model.attentionPath(0)]: compare('attentions.0'),
      [model.attentionPath(1)]: compare('attentions.1'),
    };
    const given = goldenTensor(vision, 'input.pixel_values');
    compare('last_hidden_state')(observe(model, inside, () => model.forward(given)));
    compare('last_hidden_state')(model.forward(given));
    expect(seen).toHaveLength(6);
    expect(Math.max(...seen)).toBeLessThan(1e-4);
  });

  it('reads the file of a whole SAM', async () => {
    const [whole, alone] = [await load(), await loadGolden(golden, SamVisionModel, 'SamVisionModel')];
    expect(alone.forward(pixels).dataSync()).toEqual(whole.encodePicture(pixels).dataSync());
  });
});

describe('refusals', () => {
  const picture = { height: 20, width: 40 };
  it('prompts', async () => {
    const model = await load();
    const map = model.encodePicture(pixels);
    expect(() => model.forward(slice(pixels, { axis: 2, end: 32 }), { points })).toThrow(
      '40 × 40 pixels, got [2, 3, 32, 40]',
    );
    expect(() => model.segment(map, { labels })).toThrow('labels without points');
    expect(() => model.segment(map, { points, boxes: slice(boxes, { axis: 1, end: 2 }) })).toThrow(
      'boxes must be [2, 3, 4], got [2, 2, 4]',
    );
    expect(() => samPrompts(picture, [])).toThrow('no objects');
    expect(() => samPrompts(picture, [{ within: [] }])).toThrow('object 0 has no points and no box');
    expect(() => samPrompts(picture, [{ within: [[1, 2]] }, { box: [1, 2, 3, 4] }])).toThrow(
      'object 1 must be told',
    );
  });

  it('fewer points are padded', () => {
    const one = samPrompts(picture, [{ within: [[1, 2]], outside: [[3, 4]] }, { within: [[5, 6]] }], 40);
    expect([...(one.labels?.dataSync() ?? [])]).toEqual([1, 0, 1, -10]);
    expect(one.points?.shape).toEqual([1, 2, 2, 2]);
  });

  const parts = golden.config.toJSON();
  it.each([
    ['vision_config', { image_size: 41 }, 'image_size must be a multiple of the patches'],
    ['vision_config', { num_pos_feats: 5 }, 'num_pos_feats must be half the width'],
    ['vision_config', { window_size: -1 }, 'window_size must be'],
    ['prompt_encoder_config', { image_size: 48 }, 'image_size must be that of the vision_config'],
    ['prompt_encoder_config', { num_point_embeddings: 3 }, 'num_point_embeddings must be 4'],
    ['mask_decoder_config', { hidden_size: 24 }, 'hidden_size must be the output_channels'],
    ['mask_decoder_config', { num_attention_heads: 3 }, 'num_attention_heads must be a divisor'],
  ])('%s with %j', (part, change, message) => {
    const own = parts[part];
    const config = { ...parts, [part]: { ...(typeof own === 'object' ? own : {}), ...change } };
    expect(() => readSamConfig(new HfConfig(config))).toThrow(message);
  });

  it('the encoder alone takes the defaults of transformers', () => {
    const { width, feedForwardWidth, window, globalLayers } = readSamVisionConfig(new HfConfig({}));
    expect([width, feedForwardWidth, window, globalLayers]).toEqual([768, 3072, 14, [2, 5, 8, 11]]);
  });
});
