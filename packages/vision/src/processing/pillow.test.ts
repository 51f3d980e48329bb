import { readFileSync } from 'node:fs';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import type { Picture } from '../pictures/picture.ts';
import { cropPicture } from './crop.ts';
import type { ResizeFilter } from './filters.ts';
import { PictureProcessor } from './picture-processor.ts';
import { readProcessorConfig } from './read-processor-config.ts';
import { resizePicture } from './resize.ts';

const folder = 'vision/processing';
const golden = readGolden(`${folder}/processing.safetensors`);
const processors: Readonly<Record<string, object>> = JSON.parse(
  readFileSync(new URL(`../../../../fixtures/${folder}/processors.json`, import.meta.url), 'utf8'),
);

function goldenOf(name: string): GoldenArray {
  const found = golden.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function pictureOf(name: string, color: 'rgb' | 'grey'): Picture {
  const { shape, data } = goldenOf(name);
  const [height = 0, width = 0] = shape;
  return { width, height, color, layout: 'channels-last', range: 255, data: Uint8Array.from(data) };
}

const pixels = pictureOf('pixels', 'rgb');
const grey = pictureOf('grey', 'grey');
const light: Picture = { ...grey, range: 1, data: Float32Array.from(grey.data, (value) => value / 255) };

function worst(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return Array.from(actual).reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? Number.NaN))),
    0,
  );
}

const filters: readonly ResizeFilter[] = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'];

describe.each(filters)('resizePicture, %s, against Pillow', (filter) => {
  it('random colours: every byte is the same', () => {
    const names = [...golden.keys()].filter((name) => name.startsWith(`resize.${filter}.`));
    expect(names).toHaveLength(6);
    for (const name of names) {
      const [height = 0, width = 0] = name.split('.').at(-1)?.split('x').map(Number) ?? [];
      expect(worst(resizePicture(pixels, { height, width, filter }).data, goldenOf(name).data), name).toBe(0);
    }
  });

  it('black and white: every byte is the same', () => {
    const resized = resizePicture(grey, { height: 8, width: 9, filter });
    expect(worst(resized.data, goldenOf(`resize_grey.${filter}.8x9`).data)).toBe(0);
  });

  it('numbers from 0 to 1, which are not rounded', () => {
    const resized = resizePicture(light, { height: 9, width: 8, filter });
    expect(worst(resized.data, goldenOf(`resize_float.${filter}.9x8`).data)).toBeLessThan(1e-6);
  });
});

describe('PictureProcessor against transformers', () => {
  const left = cropPicture(pixels, { top: 0, left: 0, height: pixels.height, width: 21 });

  it.each(Object.keys(processors))('%s', (name) => {
    const config = readProcessorConfig(new HfConfig(processors[name], 'preprocessor_config.json'));
    const processor = new PictureProcessor(config);
    const within = golden.get(`mask.${name}`);
    const pictures = within === undefined ? [pixels] : [pixels, left];
    const processed = processor.process(pictures);
    const { mask } = processor.processPadded(pictures);
    expect(mask.shape).toEqual([pictures.length, ...processed.shape.slice(2)]);
    expect([...mask.dataSync()]).toEqual([...(within?.data ?? new Uint8Array(mask.size).fill(1))]);
    const { shape, data } = goldenOf(`processed.${name}`);
    expect(processed.shape).toEqual(shape);
    const scale = config.fullLight === 255 ? 255 : 5;
    expect(worst(processed.dataSync(), data) / scale).toBeLessThan(1e-6);
  });
});
