import { RandomGenerator } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { decodeSound } from './decode-sound.ts';
import { flacPieces } from './flac-frames.ts';

/** A checksum over bytes, the most significant bit first. */
function crc(bytes: readonly number[], width: 8 | 16, polynomial: number): number {
  const [top, mask] = [1 << (width - 1), 2 ** width - 1];
  return bytes.reduce((sum, byte) => {
    let rest = sum ^ (byte << (width - 8));
    for (let bit = 0; bit < 8; bit++)
      rest = rest & top ? ((rest << 1) ^ polynomial) & mask : (rest << 1) & mask;
    return rest;
  }, 0);
}

/** Frames of 16,373 bytes, so that the fifth begins two bytes before the end of a piece of 4096. */
const block = 4090;

/** FLAC as RFC 9639 says, two channels of 16 bits whose samples are stored as they are. */
function verbatimFlac(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const frames = samples.length / block;
  const total = [24, 16, 8, 0].map((shift) => (samples.length >> shift) & 255);
  const info = [...[block >> 8, block & 255], ...[block >> 8, block & 255], ...[0, 0, 0, 0, 0, 0]];
  // 44,100 Hz in 20 bits, 2 channels, 16 bits a sample.
  const bytes = [
    0x66,
    0x4c,
    0x61,
    0x43,
    0x80,
    0,
    0,
    34,
    ...info,
    0x0a,
    0xc4,
    0x42,
    0xf0,
    ...total,
    ...Array<number>(16).fill(0),
  ];
  for (let frame = 0; frame < frames; frame++) {
    const number = frame < 128 ? [frame] : [0xc0 | (frame >> 6), 0x80 | (frame & 63)];
    const head = [0xff, 0xf8, 0x79, 0x18, ...number, (block - 1) >> 8, (block - 1) & 255];
    const content = [...head, crc(head, 8, 0x07)];
    for (let channel = 0; channel < 2; channel++) {
      content.push(2);
      for (let at = 0; at < block; at++) {
        const sample = samples[frame * block + at] ?? 0;
        content.push((sample >> 8) & 255, sample & 255);
      }
    }
    const sum = crc(content, 16, 0x8005);
    for (const byte of [...content, sum >> 8, sum & 255]) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

const frames = 60;
const generator = new RandomGenerator(3);
const samples = Int16Array.from({ length: frames * block }, () => generator.nextInteger(65_536) - 32_768);
const file = verbatimFlac(samples);

describe('FLAC of noise, whose bytes look like anything', () => {
  it('comes out whole', async () => {
    const { samplingRate, channels } = await decodeSound(file);
    expect([samplingRate, channels.length, channels[0]?.length]).toEqual([44_100, 2, samples.length]);
    for (const at of [0, 4089, 4090, 100_000, samples.length - 1]) {
      expect(channels[1]?.[at]).toBe((samples[at] ?? 0) / 32_768);
    }
  });

  it('is cut where frames begin, and nothing is left out', () => {
    const pieces = [...flacPieces(file, 42)];
    expect(pieces).toHaveLength(frames);
    expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(file.length);
    for (const piece of pieces.slice(1)) expect([...piece.subarray(0, 4)]).toEqual([0xff, 0xf8, 0x79, 0x18]);
  });

  it('what holds no frame is one piece', () => {
    expect([...flacPieces(new Uint8Array(9000), 42)].map(({ length }) => length)).toEqual([9000]);
  });
});
