import { readdirSync, readFileSync } from 'node:fs';
import { FormatError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { readSound, readSoundInParts } from '../node/index.ts';
import { decodeSound, decodeSoundInParts } from './decode-sound.ts';
import { encodeWav } from './encode-wav.ts';

const folder = new URL('../../../../fixtures/speech/sounds/', import.meta.url);
const golden = readGolden('speech/sounds/samples.safetensors');
const names = readdirSync(folder).filter((name) => golden.has(name));

/** MP3, Vorbis and Opus leave decoders room in the last places; samples that are stored as numbers are equal. */
const lossy = /\.(mp3|ogg)$/;

describe('files, as libsndfile reads them', () => {
  it('there are files of every kind', () => {
    expect(names.length).toBeGreaterThan(20);
  });

  it.each(names)('%s', async (name) => {
    const expected = golden.get(name);
    const { samplingRate, channels } = await readSound(new URL(name, folder));
    expect(samplingRate).toBe(golden.get(`${name}.rate`)?.data[0]);
    expect([channels.length, channels[0]?.length]).toEqual(expected?.shape);
    const length = channels[0]?.length ?? 0;
    let worst = 0;
    for (const [channel, samples] of channels.entries()) {
      for (const [at, sample] of samples.entries()) {
        worst = Math.max(worst, Math.abs(sample - (expected?.data[channel * length + at] ?? Number.NaN)));
      }
    }
    expect(worst).toBeLessThanOrEqual(lossy.test(name) ? 2e-6 : 0);
  });
});

describe('in parts', () => {
  it.each(names)('%s: the same as at once', async (name) => {
    const whole = await readSound(new URL(name, folder));
    const parts = await Array.fromAsync(readSoundInParts(new URL(name, folder)));
    for (const [channel, samples] of whole.channels.entries()) {
      expect(parts.flatMap(({ channels }) => [...(channels[channel] ?? [])])).toEqual([...samples]);
    }
    expect(new Set(parts.map(({ samplingRate }) => samplingRate))).toEqual(new Set([whole.samplingRate]));
    expect(new Set(parts.map(({ channels }) => channels.length))).toEqual(new Set([whole.channels.length]));
  });

  it('a long WAV is several, and only what is asked for is decoded', async () => {
    const samples = Float32Array.from({ length: 600_000 }, (_, at) => (at % 60_000) / 65_536);
    const bytes = encodeWav({ samplingRate: 8000, channels: [samples, samples] });
    const lengths: (number | undefined)[] = [];
    for await (const { channels } of decodeSoundInParts(bytes)) lengths.push(channels[1]?.length);
    expect(lengths).toEqual([2 ** 18, 2 ** 18, 600_000 - 2 ** 19]);
    const running = decodeSoundInParts(bytes);
    expect((await running.next()).value?.channels[0]?.[7]).toBeCloseTo(7 / 65_536, 4);
    await running.return();
  });

  it('what is broken is named, at the latest at its end', async () => {
    const bytes = readFileSync(new URL('tones.flac', folder));
    const cut = decodeSoundInParts(bytes.subarray(0, bytes.length - 900), 'talk.flac');
    await expect(Array.fromAsync(cut)).rejects.toThrow(/^talk\.flac: /);
    const none = decodeSoundInParts(new TextEncoder().encode('no sound'), 'talk.txt');
    await expect(Array.fromAsync(none)).rejects.toThrow(FormatError);
    const loud = encodeWav({ samplingRate: 8000, channels: [new Float32Array(9)] });
    expect(await Array.fromAsync(decodeSoundInParts(loud))).toHaveLength(1);
  });
});

describe('WAV', () => {
  it('what is written is read again, 16 bits each, several channels', async () => {
    const channels = [Float32Array.of(0, 0.5, -1, 32767 / 32768), Float32Array.of(-0.25, 1, 2, -3)];
    const again = await decodeSound(encodeWav({ samplingRate: 11_025, channels }));
    expect(again.samplingRate).toBe(11_025);
    expect(again.channels[0]).toEqual(channels[0]);
    expect(again.channels[1]).toEqual(Float32Array.of(-0.25, 32767 / 32768, 32767 / 32768, -1));
  });

  it('the sound of a file without samples has none', async () => {
    const empty = await decodeSound(encodeWav({ samplingRate: 8000, channels: [new Float32Array(0)] }));
    expect(empty.channels).toEqual([new Float32Array(0)]);
  });

  it('integers are scaled by 1/32768', async () => {
    const bytes = encodeWav({ samplingRate: 8000, channels: [new Float32Array(2)] });
    const view = new DataView(bytes.buffer);
    view.setInt16(44, -32768, true);
    view.setInt16(46, 32767, true);
    expect((await decodeSound(bytes)).channels[0]).toEqual(Float32Array.of(-1, 32767 / 32768));
  });
});
