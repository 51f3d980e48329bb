/**
 * Trains a tiny DETR on ten drawn pictures until it knows them by heart, and writes what it finds in one of them as
 * docs/guides/detected-shapes.svg, the figure of the guide Vision. Some minutes.
 *
 * usage: node --conditions=@heed/source scripts/detect-shapes.ts
 */
import { writeFile } from 'node:fs/promises';
import { wasm } from '@heed/backend-wasm';
import { AdamW, RandomGenerator, tidy, use, valueAndGrad } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import {
  DetrForObjectDetection,
  detectedObjects,
  detectedObjectsSvg,
  detectionLoss,
  type LabelledObjects,
  type Picture,
  readDetrConfig,
  toPixels,
} from '@heed/vision';

type Box = LabelledObjects['boxes'][number];

const side = 64;
const shapes = {
  disc: (x: number, y: number): boolean => x * x + y * y < 1,
  square: (x: number, y: number): boolean => Math.max(Math.abs(x), Math.abs(y)) < 1,
  cross: (x: number, y: number): boolean =>
    Math.max(Math.abs(x), Math.abs(y)) < 1 && Math.min(Math.abs(x), Math.abs(y)) < 0.35,
};
const labels = Object.keys(shapes);

/** Up to three shapes apart from each other, on noise. */
function draw(random: () => number): { readonly picture: Picture; readonly target: LabelledObjects } {
  const data = Uint8Array.from({ length: side * side * 3 }, () => 30 + 40 * random());
  const found: number[] = [];
  const boxes: Box[] = [];
  const count = 1 + Math.floor(3 * random());
  for (let tries = 0; boxes.length < count && tries < 40; tries++) {
    const half = 6 + 7 * random();
    const [x, y] = [half + (side - 2 * half) * random(), half + (side - 2 * half) * random()];
    const apart = boxes.every(([otherX, otherY, width]) => {
      return Math.max(Math.abs(otherX * side - x), Math.abs(otherY * side - y)) > half + (width * side) / 2;
    });
    if (!apart) continue;
    const label = Math.floor(labels.length * random());
    const isInside = Object.values(shapes)[label] ?? shapes.disc;
    const color = [120 + 130 * random(), 120 + 130 * random(), 120 + 130 * random()];
    for (const at of data.keys()) {
      const [row, column] = [Math.floor(at / (3 * side)), Math.floor(at / 3) % side];
      if (isInside((column + 0.5 - x) / half, (row + 0.5 - y) / half)) data[at] = color[at % 3] ?? 0;
    }
    found.push(label);
    boxes.push([x / side, y / side, (2 * half) / side, (2 * half) / side]);
  }
  const picture: Picture = {
    ...{ width: side, height: side, color: 'rgb', layout: 'channels-last', range: 255 },
    data,
  };
  return { picture, target: { labels: found, boxes } };
}

use(await wasm());
const generator = new RandomGenerator(5);
const config = readDetrConfig(
  new HfConfig({
    ...{
      d_model: 48,
      encoder_layers: 2,
      decoder_layers: 2,
      encoder_attention_heads: 4,
      decoder_attention_heads: 4,
    },
    ...{ encoder_ffn_dim: 96, decoder_ffn_dim: 96, num_queries: 8, auxiliary_loss: true, dropout: 0 },
    id2label: Object.fromEntries(labels.entries()),
    backbone_config: {
      ...{ model_type: 'resnet', layer_type: 'basic', embedding_size: 16 },
      ...{ hidden_sizes: [16, 32, 48], depths: [1, 1, 1] },
    },
  }),
);
const model = new DetrForObjectDetection(config, generator).initialize(generator).unfreeze().train();
const examples = Array.from({ length: 10 }, () => draw(() => generator.nextUniform()));
const scaling = { mean: [0.3], deviation: [0.25] };
const pixels = toPixels(
  examples.map(({ picture }) => picture),
  scaling,
);
const targets = examples.map(({ target }) => target);
const steps = 900;
const rateAt = (step: number): number =>
  8e-4 * Math.min(1, step / 100) * (0.5 + 0.5 * Math.cos((Math.PI * step) / (steps + 1)));
const optimizer = new AdamW(model, { rate: { rateAt }, weightDecay: 1e-4 });
for (let step = 1; step <= steps; step++) {
  const loss = tidy(() => {
    const { value, gradients } = valueAndGrad(
      model,
      () => detectionLoss(model.forward(pixels), targets, config.loss).total,
    );
    optimizer.step(gradients);
    return value.item();
  });
  if (step % 50 === 0) console.log(`step ${step}: loss ${loss.toFixed(3)}`);
}
model.eval();
const [shown] = examples.toSorted((one, other) => other.target.labels.length - one.target.labels.length);
if (shown === undefined) throw new Error('no picture');
const [found = []] = detectedObjects(model.forward(toPixels([shown.picture], scaling)), labels, {
  pictures: [shown.picture],
});
for (const { label, probability, box } of found) {
  console.log(`${label} ${probability.toFixed(2)} at ${box.map((value) => value.toFixed(1)).join(', ')}`);
}
const svg = detectedObjectsSvg(shown.picture, found, { description: 'Drawn shapes' });
await writeFile(new URL('../../../docs/guides/detected-shapes.svg', import.meta.url), svg);
