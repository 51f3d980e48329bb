import { readdirSync, readFileSync } from 'node:fs';
import { FormatError, HeedError, OptionError, RandomGenerator, ValueError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readSound } from '../node/index.ts';
import { decodeSound } from './decode-sound.ts';
import { encodeWav } from './encode-wav.ts';
import { checkSound } from './sound.ts';

const folder = new URL('../../../../fixtures/speech/sounds/', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(wav|flac|mp3|ogg)$/.test(name));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

/** A WAV of three samples whose header has one number changed. */
function withNumber(at: number, bits: 16 | 32, value: number): Uint8Array {
  const bytes = encodeWav({ samplingRate: 8000, channels: [Float32Array.of(0.5, 0.25, -0.5)] });
  const view = new DataView(bytes.buffer);
  if (bits === 16) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
  return bytes;
}

describe('what is no sound', () => {
  it('text under the name of a sound, nothing, and no file', async () => {
    const text = new TextEncoder().encode('<!doctype html><p>no sound');
    await expect(decodeSound(text, 'talk.wav')).rejects.toThrow(
      'talk.wav: not a WAV, FLAC, MP3, Ogg Vorbis or Ogg Opus file; it begins with "<!doctype ht"',
    );
    await expect(decodeSound(new Uint8Array(), 'talk.wav')).rejects.toThrow('it is empty');
    await expect(readSound('/nowhere/talk.wav')).rejects.toThrow('/nowhere/talk.wav cannot be read');
  });

  it.each([
    ['ArrayBuffer', new ArrayBuffer(50)],
    ['Promise', Promise.resolve(new Uint8Array(50))],
    ['String', 'talk.wav'],
    ['Undefined', undefined],
  ])('%s in place of bytes', async (seen, given) => {
    const message = `a sound is decoded from the bytes of its file, a Uint8Array, got ${seen};`;
    await expect(Reflect.apply(decodeSound, undefined, [given])).rejects.toThrow(OptionError);
    await expect(Reflect.apply(decodeSound, undefined, [given])).rejects.toThrow(message);
  });

  it('a Git LFS pointer is told by name', async () => {
    const pointer = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n');
    await expect(decodeSound(pointer)).rejects.toThrow('begins with "version http"; it is a Git LFS pointer');
  });

  it('formats without a decoder are told by name', async () => {
    const bytes = Uint8Array.of(0, 0, 0, 32, ...new TextEncoder().encode('ftypM4A '));
    await expect(decodeSound(bytes)).rejects.toThrow('MP4 or M4A is not decoded here');
    await expect(readSound(new URL('adpcm.wav', folder))).rejects.toThrow('got code 0x11 (IMA ADPCM)');
  });
});

describe('headers of WAV that are wrong', () => {
  it.each([
    ['no channel', withNumber(22, 16, 0), 'it has 0 channels'],
    ['no rate', withNumber(24, 32, 0), 'its sampling rate is 0'],
    ['frames of no bytes', withNumber(32, 16, 0), '1 channels cannot take 0 bytes'],
    ['samples of 5 bytes', withNumber(32, 16, 5), 'must have 1, 2, 3, 4 bytes each, got 5'],
    ['65,535 channels', withNumber(22, 16, 65_535), '65535 channels cannot take 2 bytes'],
    ['an unknown code', withNumber(20, 16, 0x1234), 'got code 0x1234'],
    ['a short fmt chunk', withNumber(16, 32, 12), 'must have 16 bytes or more, got 12'],
    ['more samples than there are', withNumber(40, 32, 1000), 'promises 1000 bytes of samples, 6 are there'],
    ['a chunk beyond the end', withNumber(16, 32, 0xff_ff_ff_f0), 'must have 16 bytes or more, got 30'],
  ])('%s', async (_, bytes, message) => {
    await expect(decodeSound(bytes, 'bad.wav')).rejects.toThrow(FormatError);
    await expect(decodeSound(bytes, 'bad.wav')).rejects.toThrow(message);
  });

  it('a promise of 4 GB allocates nothing', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const { channels } = await decodeSound(withNumber(40, 32, 0xff_ff_ff_fe));
    expect(channels[0]).toEqual(Float32Array.of(0.5, 0.25, -0.5));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  it('NaN is an error that names the sample', async () => {
    const bytes = bytesOf('float.wav');
    const start = bytes.length - 211 * 8;
    new DataView(bytes.buffer).setFloat32(start + 5 * 8 + 4, Number.NaN, true);
    await expect(decodeSound(bytes)).rejects.toThrow(ValueError);
    await expect(decodeSound(bytes)).rejects.toThrow('sample 5 of channel 1 is NaN');
  });
});

describe('files that are cut short', () => {
  it.each(files.filter((name) => !/mp3$|one-sample|streamed|length-zero/.test(name)))('%s', async (name) => {
    const bytes = bytesOf(name);
    await expect(decodeSound(bytes.subarray(0, bytes.length * 0.7), name)).rejects.toThrow(FormatError);
    await expect(decodeSound(bytes.subarray(0, 40), name)).rejects.toThrow(name);
  });
});

/** Some damage: bytes changed, cut out, doubled, the end cut off. */
function damaged(bytes: Uint8Array, generator: RandomGenerator): Uint8Array {
  const result = [...bytes];
  for (let times = 1 + generator.nextInteger(3); times > 0; times--) {
    const at = generator.nextInteger(
      generator.nextInteger(2) === 0 ? Math.min(result.length, 80) : result.length,
    );
    const length = 1 + generator.nextInteger(16);
    const kind = generator.nextInteger(5);
    if (kind === 0) result[at] = generator.nextInteger(256);
    else if (kind === 1) result.splice(at, length);
    else if (kind === 2) result.splice(at, 0, ...result.slice(at, at + length));
    else if (kind === 3) {
      result.splice(at, length, ...Array.from({ length }, () => 255 * generator.nextInteger(2)));
    } else result.length = Math.max(at, 1);
  }
  return Uint8Array.from(result);
}

describe('500 damaged files', () => {
  it('give a sound that is whole, or a named error, in little memory', async () => {
    const outcomes = { read: 0, refused: 0 };
    for (let seed = 0; seed < 500; seed++) {
      const name = files[seed % files.length] ?? '';
      const bytes = damaged(bytesOf(name), new RandomGenerator(seed));
      try {
        const sound = await decodeSound(bytes);
        checkSound(sound);
        expect(sound.channels.length * (sound.channels[0]?.length ?? 0), `seed ${seed}`).toBeLessThan(
          1_000_000,
        );
        outcomes.read++;
      } catch (error) {
        if (!(error instanceof HeedError)) throw new Error(`seed ${seed}, ${name}`, { cause: error });
        outcomes.refused++;
      }
    }
    expect(outcomes.read).toBeGreaterThan(100);
    expect(outcomes.refused).toBeGreaterThan(100);
  });
});
