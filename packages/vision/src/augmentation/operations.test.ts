import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import type { Picture } from '../pictures/picture.ts';
import {
  autoContrast,
  changeBrightness,
  changeContrast,
  changeSaturation,
  changeSharpness,
  equalize,
  posterize,
  solarize,
} from './color-operations.ts';
import { rotation, transformPicture } from './transform.ts';

const golden = readGolden('vision/augmentation/operations.safetensors');
const pixels = golden.get('pixels');
const [height = 0, width = 0] = pixels?.shape ?? [];
const picture: Picture = {
  ...{ width, height, color: 'rgb', layout: 'channels-last', range: 255 },
  data: Uint8Array.from(pixels?.data ?? []),
};

const results: Readonly<Record<string, () => Picture>> = {
  'brightness.0.4': () => changeBrightness(picture, 0.4),
  'brightness.1.7': () => changeBrightness(picture, 1.7),
  'color.0.4': () => changeSaturation(picture, 0.4),
  'color.1.7': () => changeSaturation(picture, 1.7),
  'contrast.0.4': () => changeContrast(picture, 0.4),
  'contrast.1.7': () => changeContrast(picture, 1.7),
  'sharpness.0.4': () => changeSharpness(picture, 0.4),
  'sharpness.1.7': () => changeSharpness(picture, 1.7),
  'posterize.3': () => posterize(picture, 3),
  'solarize.101': () => solarize(picture, 101),
  autocontrast: () => autoContrast(picture),
  equalize: () => equalize(picture),
  shear: () => transformPicture(picture, [1, 0.3, 0, 0, 1, 0]),
  move: () => transformPicture(picture, [1, 0, 4, 0, 1, -3]),
  turn: () => transformPicture(picture, rotation(width, height, 23)),
};

describe('operations against Pillow', () => {
  it('all of them are looked at', () => {
    expect(Object.keys(results).sort()).toEqual([...golden.keys()].filter((key) => key !== 'pixels').sort());
  });

  it.each(Object.keys(results))('%s: every byte is the same', (name) => {
    expect([...(results[name]?.().data ?? [])]).toEqual([...(golden.get(name)?.data ?? [])]);
  });

  it('refuses what they are not for', () => {
    const light: Picture = { ...picture, range: 1, data: new Float32Array(picture.data.length) };
    expect(() => equalize(light)).toThrow('a grey or rgb picture with the range 255, got rgb of 1');
  });
});
