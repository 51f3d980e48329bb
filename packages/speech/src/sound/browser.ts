import { checkKind, FormatError } from '@heed/core';
import { checkSound, type Sound } from './sound.ts';

/**
 * A sound that a browser decodes or has: a file that a visitor chose (whatever the browser knows: MP3, AAC, M4A, WebM,
 * FLAC, WAV, …), or an `AudioBuffer` of Web Audio.
 *
 * @param samplingRate The rate, in hertz, to which the browser resamples a file; 16,000 by default, which speech models
 *   want. An `AudioBuffer` keeps its own.
 * @throws {FormatError} for a file that the browser cannot decode.
 *
 * @example
 * ```ts no-run
 * import { logMel, soundFromBrowser } from '@heed/speech';
 * const file = document.querySelector('input')?.files?.[0];
 * if (file !== undefined) console.log(logMel(await soundFromBrowser(file), { seconds: 30 }).shape);
 * ```
 */
export async function soundFromBrowser(source: Blob | AudioBuffer, samplingRate = 16_000): Promise<Sound> {
  checkKind('soundFromBrowser: source', source, 'an object');
  const buffer = source instanceof Blob ? await decode(source, samplingRate) : source;
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, at) =>
    buffer.getChannelData(at).slice(),
  );
  const sound = { samplingRate: buffer.sampleRate, channels };
  checkSound(sound);
  return sound;
}

async function decode(source: Blob, samplingRate: number): Promise<AudioBuffer> {
  const context = new OfflineAudioContext({ length: 1, sampleRate: samplingRate });
  try {
    return await context.decodeAudioData(await source.arrayBuffer());
  } catch (cause) {
    const name = source instanceof File ? source.name : 'sound';
    throw new FormatError(`${name}: the browser cannot decode it`, { cause });
  }
}
