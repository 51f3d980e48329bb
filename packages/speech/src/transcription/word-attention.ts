import type { WindowDecoder } from '../decoding/window-decoder.ts';
import type { Sound } from '../sound/sound.ts';
import { framesPerSecond } from './cut-window.ts';
import { samplingRate } from './mono-stream.ts';
import { SoundReader } from './sound-reader.ts';
import { shareOf } from './timing/align-words.ts';
import { splitWords } from './timing/split-words.ts';
import type { TranscriptSegment } from './transcript.ts';

/** Where the words of a window were heard. */
export interface WordAttention {
  /** The samples of the window: one channel at 16 kHz. */
  readonly samples: Float32Array;
  /** Where the window begins, in seconds. */
  readonly start: number;
  readonly words: readonly string[];
  /** What the alignment heads attended to, [heads, words, frames of 20 ms]; each row sums to 1. */
  readonly weights: { readonly data: Float32Array; readonly shape: readonly [number, number, number] };
}

/**
 * What a model listened to for each word it wrote: the cross-attention of its alignment heads over time, window by
 * window. Word times come from the same attention; here it is to look at.
 *
 * @param segments What {@link transcribe} wrote of this sound.
 *
 * @example
 * ```ts no-run
 * import { type Sound, transcribeAll, type WindowDecoder, wordAttention } from '@heed/speech';
 * async function look(decoder: WindowDecoder, sound: Sound): Promise<void> {
 *   const { segments } = await transcribeAll(decoder, sound);
 *   for await (const { words, weights } of wordAttention(decoder, sound, segments)) console.log(words, weights.shape);
 * }
 * ```
 */
export async function* wordAttention(
  decoder: WindowDecoder,
  sound: Sound,
  segments: readonly TranscriptSegment[],
): AsyncGenerator<WordAttention, void, undefined> {
  const reader = new SoundReader(sound);
  for (const [start, written] of Map.groupBy(segments, ({ windowStart }) => windowStart)) {
    const first = Math.round(start * samplingRate);
    const samples = await reader.read(first, decoder.windowSeconds * samplingRate);
    const ids = written.flatMap((segment) => segment.ids).filter((id) => id < decoder.vocabulary.endId);
    const language = written[0]?.language ?? 'en';
    using features = decoder.features(samples);
    const { weights, firstRow } = await decoder.align(features, ids, { language });
    const [heads = 0, rows = 0, columns = 0] = weights.shape;
    const attention = Float32Array.from(await weights.data());
    weights.dispose();
    const words = splitWords(decoder.vocabulary, ids, language);
    const frames = Math.min(columns, Math.ceil((samples.length / samplingRate) * (framesPerSecond / 2)));
    const data = new Float32Array(heads * words.length * frames);
    for (let head = 0; head < heads; head++) {
      let row = firstRow;
      for (const [at, word] of words.entries()) {
        const mean = data.subarray((head * words.length + at) * frames).subarray(0, frames);
        for (const _ of word.ids) {
          const from = (head * rows + row++) * columns;
          const share = shareOf(attention.subarray(from, from + frames));
          for (const [frame, value] of share.entries())
            mean[frame] = (mean[frame] ?? 0) + value / word.ids.length;
        }
      }
    }
    const shape = [heads, words.length, frames] as const;
    yield { samples, start, words: words.map(({ text }) => text), weights: { data, shape } };
  }
}
