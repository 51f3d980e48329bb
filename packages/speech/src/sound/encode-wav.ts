import { checkSound, type Sound } from './sound.ts';

const headerBytes = 44;

/**
 * A sound as a WAV file of 16-bit samples; what lies beyond ±1 is cut to it.
 *
 * @throws {ValueError} for channels of different lengths and samples that are not finite.
 * @throws {OptionError} for a sampling rate that is not above 0.
 *
 * @example
 * ```ts
 * import { encodeWav } from '@heed/speech';
 * const bytes = encodeWav({ samplingRate: 8000, channels: [Float32Array.of(0, 0.5, -1)] });
 * console.log(bytes.length); // 44 + 2 · 3
 * ```
 */
export function encodeWav(sound: Sound): Uint8Array<ArrayBuffer> {
  checkSound(sound);
  const { samplingRate, channels } = sound;
  const frames = channels[0]?.length ?? 0;
  const frameBytes = 2 * channels.length;
  const dataBytes = frames * frameBytes;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  const view = new DataView(bytes.buffer);
  const text = (at: number, id: string) => bytes.set(new TextEncoder().encode(id), at);
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, samplingRate, true);
  view.setUint32(28, samplingRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (const [channel, samples] of channels.entries()) {
    for (let frame = 0; frame < frames; frame++) {
      const value = Math.round((samples[frame] ?? 0) * 2 ** 15);
      view.setInt16(
        headerBytes + frame * frameBytes + 2 * channel,
        Math.max(-(2 ** 15), Math.min(2 ** 15 - 1, value)),
        true,
      );
    }
  }
  return bytes;
}
