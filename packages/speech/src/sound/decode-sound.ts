import { FormatError, HeedError } from '@heed/core';
import { flacParts } from './flac.ts';
import { mp3Parts } from './mp3.ts';
import { opusParts, vorbisParts } from './ogg.ts';
import { checkSound, type Sound } from './sound.ts';
import { type SoundFormat, soundFormatOf } from './sound-format.ts';
import { wavParts } from './wav.ts';

const decoders: Readonly<
  Record<SoundFormat, (bytes: Uint8Array, most: number) => Iterable<Sound> | AsyncIterable<Sound>>
> = { wav: wavParts, flac: flacParts, mp3: mp3Parts, vorbis: vorbisParts, opus: opusParts };

/**
 * The sound in the bytes of a file, at the rate and with the channels that it has: WAV (PCM, float, A-law, µ-law), FLAC,
 * MP3, Ogg Vorbis and Ogg Opus, told by their first bytes whatever the name. It runs anywhere; a decoder is loaded when a
 * file needs it. Integers are scaled by half their range: −32768 is −1. `soundFromBrowser` knows what the browser knows.
 *
 * @param name What messages call the file.
 * @throws {FormatError} for what is no sound, is cut short, broken, or of another format.
 * @throws {OptionError} for what is no `Uint8Array`.
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
    const parts = decoders[soundFormatOf(bytes)](bytes, Number.POSITIVE_INFINITY);
    const sound = joined(await Array.fromAsync(parts));
    checkSound(sound);
    return sound;
  } catch (cause) {
    throw named(cause, name);
  }
}

/** Samples of each channel in a part of a file without compression. */
const partSamples = 2 ** 18;

/**
 * The same part by part, as `transcribe` takes it: of the samples no more is in memory than a part. That a file is cut
 * short may be known only when its last part is asked for.
 *
 * @param name What messages call the file.
 * @throws {FormatError} for what is no sound, is cut short, broken, or of another format.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts
 * import { decodeSoundInParts, encodeWav } from '@heed/speech';
 * const bytes = encodeWav({ samplingRate: 8000, channels: [new Float32Array(300_000)] });
 * for await (const { channels } of decodeSoundInParts(bytes)) console.log(channels[0]?.length); // 262144, 37856
 * ```
 */
export async function* decodeSoundInParts(
  bytes: Uint8Array,
  name = 'sound',
): AsyncGenerator<Sound, void, undefined> {
  try {
    for await (const part of decoders[soundFormatOf(bytes)](bytes, partSamples)) {
      checkSound(part);
      yield part;
    }
  } catch (cause) {
    throw named(cause, name);
  }
}

/** An error that names the file; those of the decoders become a {@link FormatError}. */
function named(cause: unknown, name: string): Error {
  if (cause instanceof HeedError && !(cause instanceof FormatError)) return cause;
  return new FormatError(`${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
}

function joined(parts: readonly Sound[]): Sound {
  const [first, ...more] = parts;
  if (first === undefined) throw new FormatError('broken or cut short: no sound comes out of it');
  if (more.length === 0) return first;
  const length = parts.reduce((sum, { channels: [samples] }) => sum + (samples?.length ?? 0), 0);
  const channels = first.channels.map((_, channel) => {
    const samples = new Float32Array(length);
    let at = 0;
    for (const part of parts) {
      const some = part.channels[channel] ?? new Float32Array(0);
      samples.set(some, at);
      at += some.length;
    }
    return samples;
  });
  return { samplingRate: first.samplingRate, channels };
}
