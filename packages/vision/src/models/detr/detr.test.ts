import {
  cast,
  loadWeights,
  observe,
  openSafetensors,
  saveWeights,
  type Tensor,
  toSnakeCase,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { detectionLoss, type LabelledObjects } from '../detection/index.ts';
import {
  type GoldenPictureModel,
  goldenTensor,
  readGoldenModel,
  worstDifference,
} from '../testing/golden-models.ts';
import { expectTraining } from '../testing/picture-parity.ts';
import { DetrForObjectDetection, DetrModel, readDetrConfig } from './index.ts';

/** timm's tiny resnet50 of the golden model, whose sizes a config cannot say. */
const tinyTimm = { widths: [8, 12, 16, 20], depths: [1, 1, 1, 2] };

/** The golden model's detector. */
async function load(golden: GoldenPictureModel): Promise<DetrForObjectDetection> {
  const config = readDetrConfig(golden.config);
  const { widths, depths } = tinyTimm;
  const stages = config.backbone.stages.map((stage, at) => {
    return { ...stage, width: widths[at] ?? 0, depth: depths[at] ?? 0 };
  });
  const isTimm = golden.name === 'detr-timm';
  const backbone = isTimm ? { ...config.backbone, stages } : config.backbone;
  const model = new DetrForObjectDetection({ ...config, backbone });
  await loadWeights(model, golden.weights, golden.family.weightNames(model));
  return model;
}

function maskOf(golden: GoldenPictureModel): Tensor {
  return cast(goldenTensor(golden, 'input.pixel_mask'), 'bool');
}

function objectsOf(golden: GoldenPictureModel): LabelledObjects[] {
  return [0, 1].map((picture) => {
    const boxes = [...goldenTensor(golden, `labels.${picture}.boxes`).dataSync()].map(Number);
    return {
      labels: [...goldenTensor(golden, `labels.${picture}.class_labels`).dataSync()].map(Number),
      boxes: Array.from({ length: boxes.length / 4 }, (_, at) => {
        const [x = 0, y = 0, width = 0, height = 0] = boxes.slice(4 * at, 4 * at + 4);
        return [x, y, width, height] as const;
      }),
    };
  });
}

describe.each(['detr', 'detr-timm'])('%s against transformers', async (name) => {
  const golden = await readGoldenModel(name);
  const pixels = goldenTensor(golden, 'input.pixel_values');
  const mask = maskOf(golden);

  it('classes, boxes, hidden states and attention maps, of pictures with padding', async () => {
    const model = await load(golden);
    const { encoder, decoder, auxiliaryLoss } = model.config;
    const seen = new Map<string, number>();
    const compare = (key: string) => (value: Tensor) => {
      seen.set(key, worstDifference(golden, `output.${key}`, value));
    };
    const counted = (count: number) => [...Array(count).keys()];
    const inside = Object.fromEntries([
      ...counted(encoder.layers).flatMap((at) => [
        [`model.encoder.layers.${at}`, compare(`encoder_hidden_states.${at + 1}`)] as const,
        [`model.encoder.layers.${at}.selfAttn.weights`, compare(`encoder_attentions.${at}`)] as const,
      ]),
      ...counted(decoder.layers).flatMap((at) => [
        // The last is behind the norm.
        [
          at === decoder.layers - 1 ? 'model.decoder.layernorm' : `model.decoder.layers.${at}`,
          compare(`decoder_hidden_states.${at + 1}`),
        ] as const,
        [`model.decoder.layers.${at}.selfAttn.weights`, compare(`decoder_attentions.${at}`)] as const,
        [model.attentionPath(at), compare(`cross_attentions.${at}`)] as const,
      ]),
    ]);
    const { logits, boxes, auxiliary } = observe(model, inside, () => model.forward(pixels, { mask }));
    compare('logits')(logits);
    compare('pred_boxes')(boxes);
    expect(auxiliary).toHaveLength(auxiliaryLoss ? decoder.layers - 1 : 0);
    for (const [at, one] of auxiliary.entries()) {
      expect(worstDifference(golden, `auxiliary.${at}.logits`, one.logits)).toBeLessThan(1e-4);
      expect(worstDifference(golden, `auxiliary.${at}.pred_boxes`, one.boxes)).toBeLessThan(1e-4);
    }
    expect(seen.size).toBe(2 * encoder.layers + 3 * decoder.layers + 2);
    for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
  });

  it('unobserved, without padding, and without heads', async () => {
    const model = await load(golden);
    const { logits, boxes } = model.forward(pixels, { mask });
    expect(worstDifference(golden, 'output.logits', logits)).toBeLessThan(1e-4);
    expect(worstDifference(golden, 'output.pred_boxes', boxes)).toBeLessThan(1e-4);
    expect(worstDifference(golden, 'output.whole', model.forward(pixels).logits)).toBeLessThan(1e-4);
    const bare = new DetrModel(model.config);
    await loadWeights(bare, golden.weights, golden.family.weightNames(bare));
    const { queries, memory, grid } = bare.forward(pixels, { mask });
    expect(worstDifference(golden, 'output.last_hidden_state', queries)).toBeLessThan(1e-4);
    expect(worstDifference(golden, 'output.encoder_last_hidden_state', memory)).toBeLessThan(1e-4);
    expect(grid[0] * grid[1]).toBe(memory.shape[1]);
  });

  it('the loss, its terms, and the gradient of every weight', async () => {
    const model = await load(golden);
    const rename = golden.family.savedName ?? ((key: string) => key);
    const terms = detectionLoss(model.forward(pixels, { mask }), objectsOf(golden), model.config.loss).terms;
    for (const [at, { classes, boxes, overlap, countError }] of terms.entries()) {
      const suffix = at === 0 ? '' : `_${at - 1}`;
      expect(worstDifference(golden, `loss.loss_ce${suffix}`, classes)).toBeLessThan(1e-5);
      expect(worstDifference(golden, `loss.loss_bbox${suffix}`, boxes)).toBeLessThan(1e-5);
      expect(worstDifference(golden, `loss.loss_giou${suffix}`, overlap)).toBeLessThan(1e-5);
      expect(countError).toBeCloseTo(
        Number(goldenTensor(golden, `loss.cardinality_error${suffix}`).item()),
        6,
      );
    }
    const { value, gradients } = valueAndGrad(
      model,
      () => detectionLoss(model.forward(pixels, { mask }), objectsOf(golden), model.config.loss).total,
    );
    expect(worstDifference(golden, 'output.loss', value)).toBeLessThan(1e-5);
    // transformers calls some weights in memory as it does not in files.
    const inMemory = (key: string): string =>
      rename(toSnakeCase(key))
        .replace('backbone.conv_encoder.', 'backbone.')
        .replace('out_proj', 'o_proj')
        .replace(/(layers\.\d+)\.(fc\d)/, '$1.mlp.$2');
    const expected = [...golden.io.keys()]
      .filter((key) => key.startsWith('gradient.'))
      .map((key) => key.slice(9));
    expect([...gradients.keys()].map(inMemory).sort()).toEqual(expected.sort());
    const whole = [...gradients].map(([path, gradient]) => {
      const key = `gradient.${inMemory(path)}`;
      const truth = golden.io.get(key)?.data ?? [];
      const largest = Array.from(truth).reduce((most, number) => Math.max(most, Math.abs(number)), 0);
      // Biases of keys have none but rounding.
      return largest < 1e-6 ? 0 : worstDifference(golden, key, gradient);
    });
    expect(Math.max(...whole)).toBeLessThan(1e-4);
  });

  it('what is saved has the names that transformers gave, and it trains', async () => {
    const model = await load(golden);
    const rename = golden.family.savedName;
    const saved = await openSafetensors(await saveWeights(model, rename === undefined ? {} : { rename }));
    const published = await openSafetensors(golden.weights);
    expect([...saved.entries.keys()].sort()).toEqual([...published.entries.keys()].sort());
    const frozen = [...model.parameters()].filter(([, { trainable }]) => !trainable).map(([path]) => path);
    expect(frozen.every((path) => path.includes('backbone'))).toBe(true);
    expectTraining(model.train(), () => {
      return detectionLoss(model.forward(pixels, { mask }), objectsOf(golden), model.config.loss).total;
    });
  });
});
