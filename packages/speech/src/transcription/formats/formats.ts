import { checkOptions } from '@heed/core';
import type { Transcript } from '../transcript.ts';
import { checkTranscript } from './check-transcript.ts';
import { formatTime } from './format-time.ts';
import { type SubtitleOptions, subtitleOptionNames, subtitlesOf } from './subtitles.ts';

/**
 * A transcript as plain text, a line for each segment. All formats are those of openai/whisper, to the byte.
 *
 * @example
 * ```ts
 * import { writeText } from '@heed/speech';
 * const segment = {
 *   ...{ start: 0, end: 1.5, text: ' Good day.', ids: [], language: 'en', windowStart: 0, temperature: 0 },
 *   ...{ meanLogProbability: -0.2, compressionRatio: 0.6, noSpeechProbability: 0.01 },
 * };
 * console.log(writeText({ text: ' Good day.', segments: [segment], seconds: 2 })); // 'Good day.\n'
 * ```
 */
export function writeText(transcript: Transcript): string {
  const { segments } = checkTranscript('writeText', transcript);
  return segments.map(({ text }) => `${text.trim()}\n`).join('');
}

/**
 * A transcript as SubRip subtitles (.srt).
 *
 * @throws {OptionError} for unknown options.
 *
 * @example
 * ```ts
 * import { writeSrt } from '@heed/speech';
 * console.log(writeSrt({ text: '', segments: [], seconds: 0 })); // ''
 * ```
 */
export function writeSrt(transcript: Transcript, options: SubtitleOptions = {}): string {
  checkOptions('writeSrt', options, subtitleOptionNames);
  const time = (seconds: number): string => formatTime(seconds, { hours: true, marker: ',' });
  return subtitlesOf(transcript, options)
    .map(({ start, end, text }, at) => `${at + 1}\n${time(start)} --> ${time(end)}\n${text}\n\n`)
    .join('');
}

/**
 * A transcript as WebVTT subtitles (.vtt), which browsers show in a video's `<track>`.
 *
 * @throws {OptionError} for unknown options.
 *
 * @example
 * ```ts
 * import { writeVtt } from '@heed/speech';
 * console.log(writeVtt({ text: '', segments: [], seconds: 0 })); // 'WEBVTT\n\n'
 * ```
 */
export function writeVtt(transcript: Transcript, options: SubtitleOptions = {}): string {
  checkOptions('writeVtt', options, subtitleOptionNames);
  const time = (seconds: number): string => formatTime(seconds, { hours: false, marker: '.' });
  const subtitles = subtitlesOf(transcript, options).map(({ start, end, text }) => {
    return `${time(start)} --> ${time(end)}\n${text}\n\n`;
  });
  return `WEBVTT\n\n${subtitles.join('')}`;
}

/**
 * A transcript as a table: start and end in thousandths of a second, and the text, with tabs between.
 *
 * @example
 * ```ts
 * import { writeTsv } from '@heed/speech';
 * console.log(writeTsv({ text: '', segments: [], seconds: 0 })); // 'start\tend\ttext\n'
 * ```
 */
export function writeTsv(transcript: Transcript): string {
  const { segments } = checkTranscript('writeTsv', transcript);
  const rows = segments.map(({ start, end, text }) => {
    const times = [start, end].map((seconds) => Math.round(1000 * seconds));
    return [...times, text.trim().replaceAll('\t', ' ')].join('\t');
  });
  return ['start\tend\ttext', ...rows, ''].join('\n');
}

/**
 * A transcript as JSON under the names that openai/whisper gives.
 *
 * @example
 * ```ts
 * import { writeJson } from '@heed/speech';
 * console.log(writeJson({ text: '', segments: [], language: 'en', seconds: 0 })); // {"text":"","segments":[],"language":"en"}
 * ```
 */
export function writeJson(transcript: Transcript): string {
  const { text, segments, language } = checkTranscript('writeJson', transcript);
  const rows = segments.map((segment, id) => ({
    id,
    seek: Math.round(100 * segment.windowStart),
    start: segment.start,
    end: segment.end,
    text: segment.text,
    tokens: segment.ids,
    temperature: segment.temperature,
    avg_logprob: segment.meanLogProbability,
    compression_ratio: segment.compressionRatio,
    no_speech_prob: segment.noSpeechProbability,
    ...(segment.words && {
      words: segment.words.map(({ text: word, ...times }) => ({ word, ...times })),
    }),
  }));
  return JSON.stringify({ text, segments: rows, language: language ?? null });
}
