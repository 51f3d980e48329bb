import { FormatError, HeedError } from '@heed/core';
import { decodeFlac } from './flac.ts';
import { decodeMp3 } from './mp3.ts';
import { decodeOpus, decodeVorbis } from './ogg.ts';
import { checkSound, type Sound } from './sound.ts';
import { type SoundFormat, soundFormatOf } from './sound-format.ts';
import { decodeWav } from './wav.ts';

const decoders: Readonly<Record<SoundFormat, (bytes: Uint8Array) => Sound | Promise<Sound>>> = {
  wav: decodeWav,
  flac: decodeFlac,
  mp3: decodeMp3,
  vorbis: decodeVorbis,
  opus: decodeOpus,
};

/**
 * The sound in the bytes of a file, at the rate and with the channels that it has: WAV (PCM, float, A-law, µ-law), FLAC,
 * MP3, Ogg Vorbis and Ogg Opus, told by their first bytes whatever the name. It runs anywhere; a decoder is loaded when a
 * file needs it. Integers are scaled by half their range: −32768 is −1. `soundFromBrowser` knows what the browser knows.
 *
 * @param name What messages call the file.
 * @throws {FormatError} for what is no sound, is cut short, broken, or of another format.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts
 * import { decodeSound, encodeWav } from '@heed/speech';
 * const bytes = encodeWav({ samplingRate: 8000, channels: [Float32Array.of(0, 0.5, -0.5)] });
 * const { samplingRate, channels } = await decodeSound(bytes); // 8000, one channel
 * ```
 */
export async function decodeSound(bytes: Uint8Array, name = 'sound'): Promise<Sound> {
  try {
    const sound = await decoders[soundFormatOf(bytes)](bytes);
    checkSound(sound);
    return sound;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof HeedError && !(cause instanceof FormatError)) throw cause;
    throw new FormatError(`${name}: ${message}`, { cause });
  }
}
