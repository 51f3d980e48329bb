import { OptionError } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { expect, it } from 'vitest';
import * as vision from '../index.ts';

const picture: vision.Picture = {
  ...{ width: 2, height: 1, color: 'grey', layout: 'channels-last', range: 255 },
  data: Uint8Array.of(1, 2),
};
const processor = new vision.PictureProcessor(
  vision.readProcessorConfig(
    new HfConfig({ image_processor_type: 'ViTImageProcessor', size: { height: 4, width: 4 } }),
  ),
);

/** Functions that take a picture, each called with something else. */
const takers: Readonly<Record<string, (given: unknown) => unknown>> = {
  checkPicture: (given) => Reflect.apply(vision.checkPicture, undefined, [given]),
  resizePicture: (given) => Reflect.apply(vision.resizePicture, undefined, [given, { width: 2, height: 2 }]),
  centerCrop: (given) => Reflect.apply(vision.centerCrop, undefined, [given, [1, 1]]),
  encodePng: (given) => Reflect.apply(vision.encodePng, undefined, [given]),
  convertColor: (given) => Reflect.apply(vision.convertColor, undefined, [given, 'rgb']),
  toPixels: (given) => Reflect.apply(vision.toPixels, undefined, [[given]]),
  process: (given) => Reflect.apply(processor.process, processor, [[given]]),
};

it.each(Object.entries(takers))('%s refuses what is no picture', (_, take) => {
  for (const [given, seen] of [
    [Promise.resolve(picture), 'a promise: await it first'],
    [Uint8Array.of(1, 2), 'an object'],
    ['cat.png', '"cat.png"'],
  ]) {
    expect(() => take(given)).toThrow(OptionError);
    expect(() => take(given)).toThrow(
      `picture: { width, height, color, layout, range, data } is needed, as decodePicture gives it, got ${seen}`,
    );
  }
  expect(() => take({ ...picture, data: Uint8Array.of(1) })).toThrow(
    '2 × 1 pixels of grey are 2 numbers, got 1',
  );
});

it('one picture in place of a list, a size in place of a pair, and names in place of files are refused', async () => {
  const one = (call: (...given: never[]) => unknown, owner: unknown, ...given: unknown[]) =>
    expect(Promise.resolve().then(() => Reflect.apply(call, owner, given))).rejects;
  await one(vision.toPixels, undefined, picture).toThrow(
    'toPixels: a list of pictures is needed, got an object',
  );
  await one(processor.process, processor, picture).toThrow('PictureProcessor: a list of pictures is needed');
  await one(vision.centerCrop, undefined, picture, 5).toThrow(
    'centerCrop: the size must be [height, width], got 5',
  );
  await one(vision.loadProcessor, undefined, 'google/vit').toThrow('loadProcessor takes files');
  await one(vision.lookAt, undefined, {}, []).toThrow('lookAt: the model of a picture in patches is needed');
});

it.each([
  ['ArrayBuffer', new ArrayBuffer(50)],
  ['String', 'cat.png'],
  ['Undefined', undefined],
])('%s in place of the bytes of a file', (seen, given) => {
  for (const read of [vision.decodePicture, vision.readPictureHeader]) {
    const run = (): unknown => Reflect.apply(read, undefined, [given]);
    expect(run).toThrow(OptionError);
    expect(run).toThrow(`a picture is read from the bytes of its file, a Uint8Array, got ${seen};`);
  }
});

it('a Git LFS pointer is told by name', () => {
  const pointer = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n');
  expect(() => vision.decodePicture(pointer)).toThrow('begins with "version http"; it is a Git LFS pointer');
});
