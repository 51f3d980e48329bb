import { ValueError } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import {
  centerCrop,
  convertColor,
  cropPicture,
  encodePng,
  flattenAlpha,
  loadProcessor,
  type Picture,
  PictureProcessor,
  padPicture,
  readProcessorConfig,
  resizePicture,
  targetSizeOf,
  toPixels,
} from '../index.ts';

const grey = (width: number, ...data: readonly number[]): Picture => ({
  ...{ width, height: data.length / width, color: 'grey', layout: 'channels-last', range: 255 },
  data: Uint8Array.from(data),
});
const ofType = (type: string, more: object = {}): PictureProcessor => {
  const published = { image_processor_type: type, ...more };
  return new PictureProcessor(readProcessorConfig(new HfConfig(published, 'preprocessor_config.json')));
};

describe('case 27: the picture before the net', () => {
  it('a row 0, 255, 0, 255 becomes two pixels as in Pillow, not as without a filter', () => {
    const row = grey(4, 0, 255, 0, 255);
    const two = (filter: 'bilinear' | 'bicubic') => [
      ...resizePicture(row, { height: 1, width: 2, filter }).data,
    ];
    expect(two('bilinear')).toEqual([109, 146]);
    expect(two('bicubic')).toEqual([107, 148]);
  });

  it('a line at 5 of 16 does not vanish', () => {
    const line = grey(16, ...Array.from({ length: 16 }, (_, at) => (at === 5 ? 255 : 0)));
    expect([...resizePicture(line, { height: 1, width: 4 }).data]).toEqual([9, 56, 0, 0]);
  });

  it('grey becomes three equal channels, alpha is dropped', () => {
    expect(ofType('ViTImageProcessor', { do_resize: false }).process([grey(2, 0, 255)]).shape).toEqual([
      1, 3, 1, 2,
    ]);
    expect([...convertColor(grey(2, 7, 9), 'rgb').data]).toEqual([7, 7, 7, 9, 9, 9]);
    const half: Picture = { ...grey(1, 0), color: 'rgba', data: Uint8Array.of(200, 100, 50, 128) };
    expect([...convertColor(half, 'rgb').data]).toEqual([200, 100, 50]);
    expect([...flattenAlpha(half, [0, 0, 0]).data]).toEqual([100, 50, 25]);
    expect(() => resizePicture(half, { height: 2, width: 2 })).toThrow('a picture with alpha (rgba)');
  });

  it('0, 128, 255 with mean and deviation ½, as bytes and as numbers from 0 to 1', () => {
    const options = { mean: [0.5], deviation: [0.5] };
    const bytes = grey(3, 0, 128, 255);
    const expected = [-1, 128 / 127.5 - 1, 1];
    const light: Picture = { ...bytes, range: 1, data: Float32Array.of(0, 128 / 255, 1) };
    for (const picture of [bytes, light]) {
      for (const [at, value] of [...toPixels([picture], options).dataSync()].entries()) {
        expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 6);
      }
    }
    const wrong: Picture = { ...light, range: 255 };
    expect(() => toPixels([wrong], options)).toThrow(ValueError);
    expect(() => toPixels([wrong], options)).toThrow('numbers from 0 to 1 have the range 1');
  });

  it('"224" means the short side to one tool and both sides to another; here it is said', () => {
    const size = { width: 300, height: 200 };
    expect(targetSizeOf(size, { shortestEdge: 224 })).toEqual({ height: 224, width: 336 });
    expect(targetSizeOf(size, { height: 224, width: 224 })).toEqual({ height: 224, width: 224 });
    expect(ofType('ViTFeatureExtractor', { size: 224 }).config.resize?.size).toEqual({
      height: 224,
      width: 224,
    });
    expect(ofType('CLIPFeatureExtractor', { size: 224 }).config.resize?.size).toEqual({ shortestEdge: 224 });
  });

  it('sizes 1 × 1 and 1 × 1000 work', () => {
    for (const type of ['ViTImageProcessor', 'CLIPImageProcessor', 'BitImageProcessor']) {
      const processor = ofType(type, {
        size: type.startsWith('ViT') ? 8 : { shortest_edge: 8 },
        crop_size: 8,
      });
      for (const picture of [
        grey(1, 9),
        grey(1000, ...Array(1000).fill(9)),
        grey(1, ...Array(1000).fill(9)),
      ]) {
        expect(processor.process([picture]).shape).toEqual([1, 3, 8, 8]);
      }
    }
  });

  it('NaN pixels are a named error', () => {
    const broken: Picture = { ...grey(2, 0, 0), range: 1, data: Float32Array.of(0, Number.NaN) };
    expect(() => toPixels([broken])).toThrow('number 1 is NaN');
    expect(() => ofType('ViTImageProcessor').process([broken])).toThrow(ValueError);
  });

  it('the layout is said, never guessed: three pixels of three channels both ways', () => {
    const data = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const last: Picture = { width: 3, height: 1, color: 'rgb', layout: 'channels-last', range: 255, data };
    const read = (picture: Picture) => [...toPixels([picture], { fullLight: 255 }).dataSync()];
    expect(read(last)).toEqual([1, 4, 7, 2, 5, 8, 3, 6, 9]);
    expect(read({ ...last, layout: 'channels-first' })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...convertColor({ ...last, layout: 'channels-first' }, 'rgb').data]).toEqual([
      1, 4, 7, 2, 5, 8, 3, 6, 9,
    ]);
  });
});

describe('crops and frames', () => {
  const nine = grey(3, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  it('inside, across the edge, and all around', () => {
    expect([...cropPicture(nine, { top: 1, left: 1, height: 2, width: 2 }).data]).toEqual([5, 6, 8, 9]);
    expect([...cropPicture(nine, { top: -1, left: 2, height: 2, width: 2, fill: 7 }).data]).toEqual([
      7, 7, 3, 7,
    ]);
    expect([...cropPicture(nine, { top: 5, left: 5, height: 1, width: 1 }).data]).toEqual([0]);
    expect([...centerCrop(nine, [1, 3]).data]).toEqual([4, 5, 6]);
    expect(padPicture(nine, { top: 1, left: 0, bottom: 2, right: 3 }).data).toHaveLength(36);
    expect(() => cropPicture(nine, { top: 0.5, left: 0, height: 1, width: 1 })).toThrow('whole numbers');
    expect(() => cropPicture(nine, { top: 0, left: 0, height: 0, width: 1 })).toThrow('got 1 × 0');
  });
});

describe('processors', () => {
  it.each([
    [
      { image_processor_type: 'PoolFormerImageProcessor' },
      'image_processor_type must be one of ViTImageProcessor',
    ],
    [{ size: { depth: 3 } }, 'size must be height and width, shortest_edge, or longest_edge'],
    [{ size: 0 }, 'size must be a whole number from 1'],
    [{ resample: 9 }, 'resample must be a number from 0 to 5'],
    [{ image_mean: 'half' }, 'image_mean must be a list of numbers'],
    [{ do_resize: 'yes' }, 'do_resize must be true or false'],
    [{ do_pad: 1 }, 'do_pad must be true or false'],
    [{ do_pad: true, pad_size: { height: 3 } }, 'pad_size: width is missing'],
    [
      { image_processor_type: 'ConvNextImageProcessor', size: { shortest_edge: 24 }, crop_pct: 0 },
      'crop_pct must be a share',
    ],
    [
      { image_processor_type: 'ConvNextImageProcessor', size: { height: 3, width: 3 } },
      'size must be shortest_edge',
    ],
  ])('%j is refused', (published, message) => {
    const read = () =>
      readProcessorConfig(new HfConfig({ image_processor_type: 'ViTImageProcessor', ...published }));
    expect(read).toThrow(message);
  });

  it('a large size of ConvNext is a square, and nothing is cut out', () => {
    const { resize, crop } = readProcessorConfig(
      new HfConfig({ image_processor_type: 'ConvNextImageProcessor' }),
    );
    expect([resize?.size, crop]).toEqual([{ height: 384, width: 384 }, undefined]);
  });

  it('pictures of several sizes: where they are not padded, or larger than the size to pad to', () => {
    const processor = ofType('ViTImageProcessor', { do_resize: false });
    expect(() => processor.process([grey(1, 5), grey(2, 5, 5)])).toThrow('number 1 is rgb 2 × 1');
    const pads = ofType('DetrImageProcessor', { do_resize: false, pad_size: { height: 1, width: 1 } });
    expect(() => pads.process([grey(1, 5), grey(2, 5, 5)])).toThrow(
      'picture 1 is 1 high and 2 wide, more than the 1 × 1 to pad to',
    );
    expect(() => pads.processPadded([])).toThrow('no pictures');
  });

  it('mean and deviation must fit the channels, pictures of a batch each other', () => {
    expect(() => toPixels([grey(1, 5)], { mean: [0.5, 0.5] })).toThrow(
      'mean must have 1 or 1 finite numbers',
    );
    expect(() => toPixels([grey(1, 5)], { deviation: [0] })).toThrow('deviation must have');
    expect(() => toPixels([grey(1, 5), grey(2, 5, 5)])).toThrow('number 1 is grey 2 × 1');
    expect(() => toPixels([])).toThrow('no pictures');
  });

  it('both names of the file are known; without one it is told', async () => {
    const config = { image_processor_type: 'ViTImageProcessor', size: { height: 5, width: 7 } };
    const files = (name: string, json: unknown) => {
      const bytes = new TextEncoder().encode(JSON.stringify(json));
      const open = async () => {
        return {
          name,
          size: bytes.length,
          read: async (start: number, end: number) => bytes.slice(start, end),
        };
      };
      return { name: 'a model', names: [name], open };
    };
    const wanted = { height: 5, width: 7 };
    const old = await loadProcessor(files('preprocessor_config.json', config));
    expect(old.config.resize?.size).toEqual(wanted);
    const nested = await loadProcessor(files('processor_config.json', { image_processor: config }));
    expect(nested.config.resize?.size).toEqual(wanted);
    await expect(loadProcessor(files('config.json', {}))).rejects.toThrow(
      'a model has no preprocessor_config.json',
    );
  });

  it('what is shown is what the model sees', () => {
    const processor = ofType('ViTImageProcessor', { size: { height: 2, width: 2 } });
    const fitted = processor.fit(grey(4, ...Array(16).fill(200)));
    expect([fitted.width, fitted.height, fitted.color]).toEqual([2, 2, 'rgb']);
    expect(encodePng(fitted).length).toBeGreaterThan(40);
  });
});
