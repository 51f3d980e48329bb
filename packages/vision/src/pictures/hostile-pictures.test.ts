import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { HeedError, RandomGenerator, ShapeError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readPicture } from '../node/index.ts';
import { decodePicture } from './decode-picture.ts';
import { checkPicture, type Picture } from './picture.ts';
import { encodePng } from './png.ts';

const folder = new URL('../../../../fixtures/vision/pictures/', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(png|jpg|webp|avif|gif)$/.test(name));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
const grey = (width: number, height: number): Picture => {
  return {
    width,
    height,
    color: 'grey',
    layout: 'channels-last',
    range: 255,
    data: new Uint8Array(width * height),
  };
};

/** A PNG with some bytes of its header changed, checksums and all else as they were. */
function withSize(width: number, height: number): Uint8Array {
  const bytes = bytesOf('rgb.png');
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** A chunk with its checksum left at 0: what is refused is refused before checksums are looked at. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  new DataView(bytes.buffer).setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  return bytes;
}

describe('sizes', () => {
  it.each([
    [100_000, 100_000],
    [4_294_967_295, 1],
    [0, 5],
    [5, 0],
  ])('a PNG of %i × %i is refused by its header, before anything is allocated', async (width, height) => {
    const bytes = withSize(width, height);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decodePicture(bytes, 'big.png')).toThrow(ShapeError);
    expect(() => decodePicture(bytes, 'big.png')).toThrow(`got ${width} × ${height}`);
    await expect(readPicture(bytes)).rejects.toThrow(ShapeError);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  it('a JPEG of 65,535 × 65,535 is refused by its header', () => {
    const bytes = bytesOf('rgb.jpg');
    const start = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
    new DataView(bytes.buffer).setUint32(start + 5, 0xffff_ffff);
    expect(() => decodePicture(bytes)).toThrow('got 65535 × 65535');
  });

  it('one pixel, and one row of a thousand', () => {
    for (const picture of [grey(1, 1), grey(1000, 1), grey(1, 1000)]) {
      expect(decodePicture(encodePng(picture))).toEqual(picture);
    }
  });
});

describe('bombs', () => {
  it('data that inflate to more than the header promises end where the promise ends', () => {
    const bytes = bytesOf('rgb.png');
    const bomb = chunk('IDAT', deflateSync(new Uint8Array(50_000_000)));
    const packed = new Uint8Array([...bytes.subarray(0, 33), ...bomb, ...chunk('IEND', new Uint8Array())]);
    expect(packed.length).toBeLessThan(60_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decodePicture(packed)).toThrow("inflate to more than the 1672 bytes of its header's size");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it('a colour profile that would inflate is left out', () => {
    const bytes = bytesOf('rgb.png');
    const profile = deflateSync(new Uint8Array(50_000_000));
    const iccp = chunk('iCCP', Uint8Array.from([...new TextEncoder().encode('bomb\0\0'), ...profile]));
    const packed = new Uint8Array([...bytes.subarray(0, 33), ...iccp, ...bytes.subarray(33)]);
    expect(decodePicture(packed)).toEqual(decodePicture(bytes));
  });
});

describe('what is no picture', () => {
  it.each(files)('%s cut in the middle', async (name) => {
    const bytes = bytesOf(name);
    // The first frame of the GIF ends before its middle.
    const part = bytes.subarray(0, Math.floor(bytes.length / (name.endsWith('.gif') ? 4 : 2)));
    expect(() => decodePicture(part, name)).toThrow(name);
    await expect(readPicture(part)).rejects.toThrow(HeedError);
  });

  it('text under the name of a picture, and nothing', async () => {
    const text = new TextEncoder().encode('<!doctype html><p>no picture');
    expect(() => decodePicture(text, 'cat.png')).toThrow(
      'cat.png: not a PNG, JPEG, GIF, WebP or AVIF file; it begins with "<!doctype ht"',
    );
    await expect(readPicture(new Uint8Array())).rejects.toThrow('not a PNG');
    await expect(readPicture('/nowhere/cat.png')).rejects.toThrow('/nowhere/cat.png cannot be read');
  });

  it('raw pixels that are not what they say', () => {
    const picture = grey(3, 2);
    expect(() => checkPicture({ ...picture, data: new Uint8Array(5) })).toThrow('are 6 numbers, got 5');
    expect(() => checkPicture({ ...picture, width: 0 })).toThrow('got 0 × 2');
    expect(() => checkPicture({ ...picture, width: 2.5 })).toThrow('whole numbers from 1');
    const odd: object = { color: 'yellow' };
    expect(() => checkPicture({ ...picture, ...odd })).toThrow('color must be grey, grey-alpha, rgb, rgba');
    const floats = (value: number) => ({
      ...picture,
      range: 1 as const,
      data: new Float32Array(6).fill(value),
    });
    expect(() => checkPicture(floats(Number.NaN))).toThrow('number 0 is NaN');
    expect(() => checkPicture(floats(1.5))).toThrow('from 0 to 1, number 0 is 1.5');
    expect(checkPicture(floats(1)).width).toBe(3);
  });
});

/** Some damage: bytes changed, cut out, doubled, the end cut off. */
function damaged(bytes: Uint8Array, generator: RandomGenerator): Uint8Array {
  const result = [...bytes];
  for (let times = 1 + generator.nextInteger(3); times > 0; times--) {
    const at = generator.nextInteger(result.length);
    const length = 1 + generator.nextInteger(16);
    const kind = generator.nextInteger(5);
    if (kind === 0) result[at] = generator.nextInteger(256);
    else if (kind === 1) result.splice(at, length);
    else if (kind === 2) result.splice(at, 0, ...result.slice(at, at + length));
    else if (kind === 3)
      result.splice(at, length, ...Array.from({ length }, () => 255 * generator.nextInteger(2)));
    else result.length = Math.max(at, 1);
  }
  return Uint8Array.from(result);
}

describe('500 damaged files', () => {
  it('give a picture that is whole, or a named error', async () => {
    const outcomes = { read: 0, refused: 0 };
    for (let seed = 0; seed < 500; seed++) {
      const name = files[seed % files.length] ?? '';
      const bytes = damaged(bytesOf(name), new RandomGenerator(seed));
      const readers = [() => decodePicture(bytes), () => readPicture(bytes)];
      for (const read of readers) {
        try {
          checkPicture(await read());
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof HeedError)) throw new Error(`seed ${seed}, ${name}`, { cause: error });
          outcomes.refused++;
        }
      }
    }
    expect(outcomes.read).toBeGreaterThan(20);
    expect(outcomes.refused).toBeGreaterThan(500);
  });
});
