import { readFileWithin } from '@heed/core/node';
import { decodeSound, decodeSoundInParts } from '../sound/decode-sound.ts';
import type { Sound } from '../sound/sound.ts';

/** Two hours of stereo without compression have 1.3 GB. */
const maximumBytes = 2_000_000_000;

/**
 * The sound of a file: `decodeSound` with a path.
 *
 * @throws {FormatError} for a file that cannot be read, is no sound, cut short, broken, or of another format.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts no-run
 * import { resample } from '@heed/speech';
 * import { readSound } from '@heed/speech/node';
 * const sound = resample(await readSound('talk.mp3'), 16_000);
 * ```
 */
export async function readSound(path: string | URL): Promise<Sound> {
  const name = path instanceof URL ? path.pathname : path;
  return decodeSound(await readFileWithin(path, maximumBytes, name), name);
}

/**
 * The same part by part: {@link decodeSoundInParts} with a path, for recordings of hours.
 *
 * @throws {FormatError} for a file that cannot be read, is no sound, cut short, broken, or of another format.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts no-run
 * import { transcribe, type WindowDecoder } from '@heed/speech';
 * import { readSoundInParts } from '@heed/speech/node';
 * async function print(decoder: WindowDecoder): Promise<void> {
 *   for await (const { text } of transcribe(decoder, readSoundInParts('lecture.mp3'))) console.log(text);
 * }
 * ```
 */
export async function* readSoundInParts(path: string | URL): AsyncGenerator<Sound, void, undefined> {
  const name = path instanceof URL ? path.pathname : path;
  yield* decodeSoundInParts(await readFileWithin(path, maximumBytes, name), name);
}
