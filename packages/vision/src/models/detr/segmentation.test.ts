import {
  cast,
  loadWeights,
  openSafetensors,
  saveWeights,
  type Tensor,
  toSnakeCase,
  valueAndGrad,
} from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { detectionLoss, type LabelledObjects } from '../detection/index.ts';
import { goldenTensor, loadGolden, readGoldenModel, worstDifference } from '../testing/golden-models.ts';
import { expectTraining } from '../testing/picture-parity.ts';
import { DetrForObjectDetection, DetrForSegmentation, readDetrConfig } from './index.ts';

const golden = await readGoldenModel('detr-panoptic');
const pixels = goldenTensor(golden, 'input.pixel_values');
const mask = cast(goldenTensor(golden, 'input.pixel_mask'), 'bool');
const targets = [0, 1].map((picture): LabelledObjects => {
  const boxes = [...goldenTensor(golden, `labels.${picture}.boxes`).dataSync()].map(Number);
  return {
    labels: [...goldenTensor(golden, `labels.${picture}.class_labels`).dataSync()].map(Number),
    boxes: Array.from({ length: boxes.length / 4 }, (_, at) => {
      const [x = 0, y = 0, width = 0, height = 0] = boxes.slice(4 * at, 4 * at + 4);
      return [x, y, width, height] as const;
    }),
    masks: cast(goldenTensor(golden, `labels.${picture}.masks`), 'bool'),
  };
});

describe('DetrForSegmentation against transformers', () => {
  const load = (): Promise<DetrForSegmentation> => loadGolden(golden, DetrForSegmentation);

  it('classes, boxes and masks, of pictures with padding', async () => {
    const { logits, boxes, masks } = (await load()).forward(pixels, { mask });
    expect(worstDifference(golden, 'output.logits', logits)).toBeLessThan(1e-4);
    expect(worstDifference(golden, 'output.pred_boxes', boxes)).toBeLessThan(1e-4);
    expect(worstDifference(golden, 'output.pred_masks', masks)).toBeLessThan(1e-4);
  });

  it('the loss with its terms, and the gradients of the masks', async () => {
    const model = await load();
    model.freeze('detr.**');
    const terms = (): ReturnType<typeof detectionLoss> =>
      detectionLoss(model.forward(pixels, { mask }), targets, model.config.loss);
    const [first] = terms().terms;
    const compare = (key: string, value: Tensor | undefined): void => {
      if (value === undefined) throw new Error(`no ${key}`);
      expect(worstDifference(golden, `loss.${key}`, value), key).toBeLessThan(1e-4);
    };
    compare('loss_ce', first?.classes);
    compare('loss_bbox', first?.boxes);
    compare('loss_giou', first?.overlap);
    compare('loss_mask', first?.maskFocal);
    compare('loss_dice', first?.maskDice);
    const { value, gradients } = valueAndGrad(model, () => terms().total);
    expect(worstDifference(golden, 'output.loss', value)).toBeLessThan(1e-5);
    // transformers calls the layers in memory as it does not in files.
    const inMemory = (path: string): string =>
      toSnakeCase(path)
        .replace(/([qk])_linear/, '$1_proj')
        .replace(/mask_head\.(lay|gn)([12])\./, (_, kind, at) => `mask_head.conv${at}.${partOf(kind)}.`)
        .replace(/mask_head\.(lay|gn)([345])\./, (_, kind, at) => {
          return `mask_head.fpn_stages.${at - 3}.refine.${partOf(kind)}.`;
        })
        .replace(/mask_head\.adapter(\d)/, (_, at) => `mask_head.fpn_stages.${at - 1}.fpn_adapter`)
        .replace('out_lay', 'output_conv');
    const expected = [...golden.io.keys()].filter((key) => key.startsWith('gradient.'));
    expect([...gradients.keys()].map((path) => `gradient.${inMemory(path)}`).sort()).toEqual(expected.sort());
    const worst = Array.from(gradients, ([path, gradient]) => {
      const key = `gradient.${inMemory(path)}`;
      const largest = Math.max(
        ...Array.from(golden.io.get(key)?.data ?? [], (entry) => Math.abs(Number(entry))),
      );
      // Biases of keys have none but rounding.
      return largest < 1e-6 ? 0 : worstDifference(golden, key, gradient);
    });
    expect(Math.max(...worst)).toBeLessThan(1e-4);
  });

  it('what is saved has the names that transformers gave, and it trains', async () => {
    const model = await load();
    const saved = await openSafetensors(await saveWeights(model));
    expect([...saved.entries.keys()].sort()).toEqual(
      [...(await openSafetensors(golden.weights)).entries.keys()].sort(),
    );
    expectTraining(model.train(), () => {
      return detectionLoss(model.forward(pixels, { mask }), targets, model.config.loss).total;
    });
  });

  it('the detector within its file', async () => {
    const model = new DetrForObjectDetection(readDetrConfig(golden.config));
    await loadWeights(model, golden.weights, golden.family.weightNames(model));
    expect(worstDifference(golden, 'output.logits', model.forward(pixels, { mask }).logits)).toBeLessThan(
      1e-4,
    );
  });
});

it('sizes that masks cannot be made of are refused', () => {
  const published = golden.config.toJSON();
  const create = (json: object) => () =>
    new DetrForSegmentation(readDetrConfig(new HfConfig({ ...published, ...json })));
  expect(create({ d_model: 24, encoder_attention_heads: 8, decoder_attention_heads: 8 })).toThrow(
    'needs a width that 16 divides, width and heads that 8 divides together, and 4 stages; got width 24, 8 heads, 4 stages',
  );
  expect(create({ encoder_attention_heads: 4 })).toThrow('got width 16, 4 heads');
  const short = { model_type: 'resnet', hidden_sizes: [8, 12], depths: [1, 1] };
  expect(create({ backbone_config: short })).toThrow('2 stages');
});

function partOf(kind: string): string {
  return kind === 'lay' ? 'conv' : 'norm';
}
