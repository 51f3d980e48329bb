import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { readPicture } from '../node/index.ts';
import { convertColor } from './color.ts';
import { decodePicture } from './decode-picture.ts';
import { channelsOf, type Picture } from './picture.ts';
import { encodePng } from './png.ts';

const folder = new URL('../../../../fixtures/vision/pictures/', import.meta.url);
const golden = readGolden('vision/pictures/pixels.safetensors');
const files = readdirSync(folder).filter((name) => /\.(png|jpg|webp|avif|gif)$/.test(name));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

/** The largest difference from Pillow's pixels; grey JPEGs come as three equal channels without sharp, GIFs with alpha. */
function worst(picture: Picture, name: string): number {
  const expected = golden.get(name);
  if (expected === undefined) throw new Error(`no ${name}`);
  const [height, width, channels = 1] = expected.shape;
  expect([picture.height, picture.width]).toEqual([height, width]);
  const own = channelsOf(picture.color);
  if (own !== channels) expect(['grey.jpg', 'frames.gif']).toContain(name);
  const alike = own === channels ? picture : convertColor(picture, channels === 1 ? 'grey' : 'rgb');
  return Array.from(alike.data).reduce((most, value, at) => {
    return Math.max(most, Math.abs(value - (expected.data[at] ?? Number.NaN)));
  }, 0);
}

/** PNG is without loss; JPEG decoders round their cosines differently by a level or two. */
const tolerance = (name: string): number => (/\.(jpg|avif)$/.test(name) ? 2 : 0);

describe('decodePicture, without sharp', () => {
  it.each(files.filter((name) => /\.(png|jpg)$/.test(name) && name !== 'half.jpg'))('%s', (name) => {
    expect(worst(decodePicture(bytesOf(name)), name)).toBeLessThanOrEqual(tolerance(name));
  });

  it('colours of half the size are repeated where libjpeg smooths them', () => {
    const picture = decodePicture(bytesOf('half.jpg'));
    const expected = golden.get('half.jpg')?.data ?? [];
    const differences = Array.from(picture.data, (value, at) =>
      Math.abs(value - (expected[at] ?? Number.NaN)),
    );
    expect(differences.reduce((sum, value) => sum + value) / differences.length).toBeLessThan(5.1);
  });

  it.each(['rgb.webp', 'rgb.avif', 'frames.gif'])('%s: says what decodes it', (name) => {
    expect(() => decodePicture(bytesOf(name), name)).toThrow(`${name}: `);
    expect(() => decodePicture(bytesOf(name), name)).toThrow('decoded by sharp');
  });
});

describe('readPicture, by sharp', () => {
  it.each(files)('%s', async (name) => {
    const picture = await readPicture(bytesOf(name));
    expect(worst(picture, name)).toBeLessThanOrEqual(tolerance(name));
  });

  it('keeps what a picture is: grey, alpha, 16 bits', async () => {
    const kinds = ['grey.png', 'grey-alpha.png', 'rgba.png', 'grey.jpg', 'rgb16.png', 'palette-alpha.png'];
    const read = await Promise.all(kinds.map((name) => readPicture(bytesOf(name))));
    expect(read.map(({ color }) => color)).toEqual(['grey', 'grey-alpha', 'rgba', 'grey', 'rgb', 'rgba']);
    expect(read.map(({ range }) => range)).toEqual([255, 255, 255, 255, 65_535, 255]);
  });
});

describe('encodePng', () => {
  it.each(files.filter((name) => name.endsWith('.png')))('%s comes back as it was', (name) => {
    const picture = decodePicture(bytesOf(name));
    expect(decodePicture(encodePng(picture))).toEqual(picture);
  });

  it('numbers from 0 to 1 and planes', () => {
    const picture = decodePicture(
      encodePng({
        ...{ width: 2, height: 1, color: 'rgb', layout: 'channels-first', range: 1 },
        data: Float32Array.of(0, 1, 0.2, 0.4, 0.6, 0.8),
      }),
    );
    expect([...picture.data]).toEqual([0, 51, 153, 255, 102, 204]);
  });
});
