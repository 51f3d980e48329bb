import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { readSound } from '../node/index.ts';
import { decodeSound } from './decode-sound.ts';
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
