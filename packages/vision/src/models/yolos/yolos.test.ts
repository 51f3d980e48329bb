import { add, multiply, observe, openSafetensors, saveWeights, sum, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { goldenTensor, loadGolden, readGoldenModel, worstDifference } from '../testing/golden-models.ts';
import { expectTraining } from '../testing/picture-parity.ts';
import { YolosForObjectDetection } from './index.ts';

const golden = await readGoldenModel('yolos');
const load = () => loadGolden(golden, YolosForObjectDetection);
const pixels = goldenTensor(golden, 'input.pixel_values');

describe('yolos against transformers', () => {
  it('classes, boxes, hidden states and attention maps', async () => {
    const model = await load();
    const seen = new Map<string, number>();
    const compare = (key: string) => (value: Tensor) => {
      seen.set(key, worstDifference(golden, `output.${key}`, value));
    };
    const inside = {
      'vit.embeddings': compare('hidden_states.0'),
      'vit.encoder.layer.0': compare('hidden_states.1'),
      [model.attentionPath(0)]: compare('attentions.0'),
      [model.attentionPath(1)]: compare('attentions.1'),
    };
    const { logits, boxes } = observe(model, inside, () => model.forward(pixels));
    compare('logits')(logits);
    compare('pred_boxes')(boxes);
    expect(seen.size).toBe(6);
    for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
  });

  it('a picture of another size, whose rest is not looked at', async () => {
    const model = await load();
    const { logits, boxes } = model.forward(goldenTensor(golden, 'other.pixel_values'));
    expect(worstDifference(golden, 'other.logits', logits)).toBeLessThan(1e-4);
    expect(worstDifference(golden, 'other.pred_boxes', boxes)).toBeLessThan(1e-4);
    const [, channels = 0, height = 0, width = 0] = pixels.shape;
    const wider = tensor(
      Float32Array.from({ length: 2 * channels * height * (width + 3) }, (_, at) => {
        const [row, column] = [Math.floor(at / (width + 3)), at % (width + 3)];
        return column < width ? Number(pixels.dataSync()[row * width + column]) : 9;
      }),
      { shape: [2, channels, height, width + 3] },
    );
    expect(worstDifference(golden, 'output.logits', model.forward(wider).logits)).toBeLessThan(1e-4);
  });

  it('what is saved has the names that transformers gave, and it trains', async () => {
    const model = await load();
    const saved = await openSafetensors(await saveWeights(model));
    const published = await openSafetensors(golden.weights);
    expect([...saved.entries.keys()].sort()).toEqual([...published.entries.keys()].sort());
    const square = (x: Tensor): Tensor => sum(multiply(x, x));
    expectTraining(model.train(), () => {
      const { logits, boxes } = model.forward(pixels);
      return add(square(logits), square(boxes));
    });
  });
});
