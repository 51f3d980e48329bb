import { OptionError } from '@heed/core';
import { checkWindowDecoder, type WindowDecoder } from '../decoding/window-decoder.ts';
import { type Sound, secondsOf } from '../sound/sound.ts';
import type { SpeechSpan } from '../voice-activity/spans.ts';
import { decodeWithFallback } from './decode-with-fallback.ts';
import { samplingRate } from './mono-stream.ts';
import { readTranscribeOptions, type TranscribeOptions, type TranscribeSettings } from './options.ts';
import { type SampleSource, SoundReader } from './sound-reader.ts';
import { speechSpans } from './speech-spans.ts';
import type { TranscriptEnd } from './transcribe.ts';
import type { TranscriptSegment } from './transcript.ts';
import { type WalkedWindow, WindowWalk } from './window-walk.ts';

/** Options of {@link transcribeInBatches}. */
export interface TranscribeInBatchesOptions extends Omit<TranscribeOptions, 'clips'> {
  /** How many windows are decoded at once. Default 8. */
  readonly batch?: number;
  /** Where somebody speaks, in order; as `voiceActivity` says if absent, by default {@link speechSpans}. */
  readonly spans?: readonly SpeechSpan[];
}

/**
 * Writes down a long sound several windows at once: it is cut where nobody speaks, into parts of up to a window, and
 * each part is written down for itself. Faster than {@link transcribe} where the backend does more work at once in less
 * time; no part is told the text of the one before. The batch changes nothing about the answers.
 *
 * @returns Segments in the order of the sound.
 * @throws {OptionError} for unknown options and values out of range.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts no-run
 * import { type Sound, transcribeInBatches, type WindowDecoder } from '@heed/speech';
 * async function print(decoder: WindowDecoder, sound: Sound): Promise<void> {
 *   for await (const { start, text } of transcribeInBatches(decoder, sound, { batch: 4 })) console.log(start, text);
 * }
 * ```
 */
export async function* transcribeInBatches(
  decoder: WindowDecoder,
  sound: Sound,
  options: TranscribeInBatchesOptions = {},
): AsyncGenerator<TranscriptSegment, TranscriptEnd, undefined> {
  const { batch = 8, spans, voiceActivity = { spans: speechSpans }, ...rest } = options;
  if (!Number.isInteger(batch) || batch < 1) {
    throw new OptionError(`transcribeInBatches: batch must be a whole number from 1, got ${batch}`);
  }
  const speech = spans ?? (await voiceActivity.spans(sound));
  const settings = readTranscribeOptions('transcribeInBatches', { ...rest, clips: speech });
  checkWindowDecoder('transcribeInBatches', decoder);
  const waiting = partsWithin(speech, decoder.windowSeconds);
  const reader = new SoundReader(sound);
  const total = secondsOf(sound);
  const parts: Part[] = [];
  let { language } = settings;
  try {
    while (parts.length > 0 || waiting.length > 0) {
      const open = parts.filter(({ window }) => window !== undefined);
      while (open.length < batch) {
        const span = waiting.shift();
        if (span === undefined) break;
        const part = await begin(decoder, reader, span, { ...settings, ...(language && { language }) });
        language ??= part.walk.language;
        parts.push(part);
        if (part.window !== undefined) open.push(part);
      }
      settings.signal?.throwIfAborted();
      await decodeParts(decoder, open, settings);
      for (let [part] = parts; part !== undefined && part.window === undefined; [part] = parts) {
        parts.shift();
        yield* part.segments;
      }
      const done = parts[0]?.walk.seconds ?? waiting[0]?.start ?? total;
      settings.onProgress?.({ done: Math.min(done, total), total });
    }
  } finally {
    for (const { window } of parts) window?.features.dispose();
  }
  return { seconds: total, ...(language !== undefined && { language }) };
}

/** A part of the sound under way. */
interface Part {
  readonly walk: WindowWalk;
  readonly segments: TranscriptSegment[];
  window: WalkedWindow | undefined;
}

async function begin(
  decoder: WindowDecoder,
  reader: SoundReader,
  { start, end }: SpeechSpan,
  settings: TranscribeSettings,
): Promise<Part> {
  const first = Math.floor(start * samplingRate);
  const samples = await reader.read(first, Math.ceil(end * samplingRate) - first);
  const walk = new WindowWalk(decoder, samplesFrom(first, samples), settings);
  walk.enter(start, end);
  return { walk, segments: [], window: await walk.next() };
}

async function decodeParts(
  decoder: WindowDecoder,
  parts: readonly Part[],
  settings: TranscribeSettings,
): Promise<void> {
  const windows = parts.flatMap(({ window }) => window ?? []);
  if (windows.length === 0) return;
  try {
    const answers = await decodeWithFallback(decoder, windows, settings);
    for (const [at, part] of parts.entries()) {
      const [window, answer] = [windows[at], answers[at]];
      if (window === undefined || answer === undefined) continue;
      part.segments.push(...(await part.walk.accept(window, answer)));
      part.window = await part.walk.next();
    }
  } finally {
    for (const { features } of windows) features.dispose();
  }
}

/** Neighbouring stretches together as long as they fit a window. */
function partsWithin(spans: readonly SpeechSpan[], windowSeconds: number): SpeechSpan[] {
  const parts: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = parts.at(-1);
    if (last !== undefined && end - last.start <= windowSeconds) last.end = end;
    else parts.push({ start, end });
  }
  return parts;
}

function samplesFrom(first: number, samples: Float32Array): SampleSource {
  return {
    seconds: undefined,
    read: async (start, count) =>
      samples.slice(Math.max(0, start - first), Math.max(0, start + count - first)),
    endsBefore: async (sample) => first + samples.length <= sample,
  };
}
