import type { WindowDecoder } from '../decoding/window-decoder.ts';
import { decodeWithFallback } from './decode-with-fallback.ts';
import { readTranscribeOptions, type TranscribeOptions } from './options.ts';
import { SoundReader, type SoundSource } from './sound-reader.ts';
import type { Transcript, TranscriptSegment } from './transcript.ts';
import { WindowWalk } from './window-walk.ts';

/** What is known when a transcription ends. */
export type TranscriptEnd = Pick<Transcript, 'language' | 'seconds'>;

/**
 * Writes down what is said in a sound of any length, segment by segment as it is known. A window of 30 s moves over the
 * sound to where the last time stamp says, so that no word is cut at a seam, with the rules of openai/whisper: an answer
 * that repeats itself or is unlikely is tried again at higher temperatures; silence is left out; each window is told the
 * text before it.
 *
 * Times are seconds from the beginning of the sound, rise, and lie within it. Any sampling rate and number of channels
 * will do, in memory or in parts as they come; of these no more is kept than a window. Digital silence is passed over
 * unheard, a sound of 0 samples has no segments, and a loop that fills a window with ids at every temperature is dropped.
 *
 * @param sound A sound, or its parts.
 * @throws {OptionError} for unknown options and values out of range.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts no-run
 * import { speechFamilies, transcribe, WhisperDecoder } from '@heed/speech';
 * import { readSound } from '@heed/speech/node';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('openai/whisper-tiny', { families: speechFamilies });
 * using decoder = WhisperDecoder.from(pretrained);
 * for await (const { start, end, text } of transcribe(decoder, await readSound('talk.mp3'))) console.log(start, end, text);
 * ```
 */
export async function* transcribe(
  decoder: WindowDecoder,
  sound: SoundSource,
  options: TranscribeOptions = {},
): AsyncGenerator<TranscriptSegment, TranscriptEnd, undefined> {
  const settings = readTranscribeOptions('transcribe', options);
  const reader = new SoundReader(sound);
  const walk = new WindowWalk(decoder, reader, settings);
  try {
    for (const { start = 0, end = Number.POSITIVE_INFINITY } of settings.clips) {
      walk.enter(start, end);
      for (let window = await walk.next(); window !== undefined; window = await walk.next()) {
        settings.signal?.throwIfAborted();
        using _features = window.features;
        const [answer] = await decodeWithFallback(decoder, [window], settings);
        if (answer !== undefined) yield* await walk.accept(window, answer);
        const total = reader.seconds;
        settings.onProgress?.({
          done: Math.min(walk.seconds, total ?? walk.seconds),
          ...(total !== undefined && { total }),
        });
      }
    }
    const { language } = walk;
    return { seconds: reader.seconds ?? walk.seconds, ...(language !== undefined && { language }) };
  } finally {
    await reader.close();
  }
}

/**
 * The same as {@link transcribe}, whole.
 *
 * @throws {OptionError} for unknown options and values out of range.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts no-run
 * import { type Sound, transcribeAll, type WindowDecoder, writeSrt } from '@heed/speech';
 * async function subtitles(decoder: WindowDecoder, sound: Sound): Promise<string> {
 *   return writeSrt(await transcribeAll(decoder, sound, { wordTimestamps: true }), { maxWordsPerLine: 8 });
 * }
 * ```
 */
export async function transcribeAll(
  decoder: WindowDecoder,
  sound: SoundSource,
  options: TranscribeOptions = {},
): Promise<Transcript> {
  return collect(transcribe(decoder, sound, options));
}

/** All segments of a transcription under way, and what is known at its end. */
export async function collect(
  transcription: AsyncGenerator<TranscriptSegment, TranscriptEnd, undefined>,
): Promise<Transcript> {
  const segments: TranscriptSegment[] = [];
  let next = await transcription.next();
  while (!next.done) {
    segments.push(next.value);
    next = await transcription.next();
  }
  return { text: segments.map(({ text }) => text).join(''), segments, ...next.value };
}
