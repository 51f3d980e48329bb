import type { TranscribedWord, Transcript, TranscriptSegment } from '../transcript.ts';
import { checkTranscript } from './check-transcript.ts';

/** How subtitles are cut, where the transcript has words with times. */
export interface SubtitleOptions {
  /** Shows the words of each subtitle one after another, the one that is said underlined. Default false. */
  readonly highlightWords?: boolean;
  /** Most characters in a line. */
  readonly maxLineWidth?: number;
  /** Most lines in a subtitle; with `maxLineWidth`, subtitles go across segments. */
  readonly maxLineCount?: number;
  /** Most words in a subtitle; without `maxLineWidth`. */
  readonly maxWordsPerLine?: number;
}

/** What is shown from one time to another. */
export interface Subtitle {
  /** Seconds. */
  readonly start: number;
  /** Seconds. */
  readonly end: number;
  readonly text: string;
}

export const subtitleOptionNames: readonly string[] = [
  ...['highlightWords', 'maxLineWidth', 'maxLineCount', 'maxWordsPerLine'],
];

const longPause = 3;

/** The subtitles of a transcript: its segments, or its words in lines; cut as openai/whisper cuts them. */
export function subtitlesOf(transcript: Transcript, options: SubtitleOptions): Subtitle[] {
  const { segments } = checkTranscript('subtitles', transcript);
  if (segments[0]?.words === undefined) {
    return segments.map(({ start, end, text }) => ({
      start,
      end,
      text: text.trim().replaceAll('-->', '->'),
    }));
  }
  return inLines(segments, options).flatMap((words) => {
    return options.highlightWords === true ? highlighted(words) : whole(words);
  });
}

function whole(words: readonly TranscribedWord[]): Subtitle[] {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ start: first.start, end: last.end, text: words.map(({ text }) => text).join('') }];
}

/** A subtitle for each word, and for each pause between two. */
function highlighted(words: readonly TranscribedWord[]): Subtitle[] {
  const texts = words.map(({ text }) => text);
  let last = words[0]?.start ?? 0;
  return words.flatMap(({ start, end }, at) => {
    const marked = texts.map((text, place) =>
      place === at ? text.replace(/^(\s*)(.*)$/, '$1<u>$2</u>') : text,
    );
    const pause = asShown(last) === asShown(start) ? [] : [{ start: last, end: start, text: texts.join('') }];
    last = end;
    return [...pause, { start, end, text: marked.join('') }];
  });
}

/** Subtitles show thousandths: what is equal in them is equal. */
function asShown(seconds: number): number {
  return Math.round(1000 * seconds);
}

/** Words by subtitle; the first word of a further line begins with a line end. */
function inLines(segments: readonly TranscriptSegment[], options: SubtitleOptions): TranscribedWord[][] {
  const { maxLineWidth = 1000, maxLineCount, maxWordsPerLine = 1000 } = options;
  const keepsSegments = maxLineCount === undefined || options.maxLineWidth === undefined;
  const subtitles: TranscribedWord[][] = [];
  let subtitle: TranscribedWord[] = [];
  let [width, lines] = [0, 1];
  let last = segments.find(({ words = [] }) => words.length > 0)?.words?.[0]?.start ?? 0;
  for (const { words = [] } of segments) {
    for (const [at, word] of words.entries()) {
      const pause = !keepsSegments && word.start - last > longPause;
      const begins = at % maxWordsPerLine === 0 && subtitle.length > 0 && keepsSegments;
      let text = word.text;
      if (width > 0 && width + text.length <= maxLineWidth && !pause && !begins) {
        width += text.length;
      } else {
        text = text.trim();
        if (
          begins ||
          (subtitle.length > 0 && maxLineCount !== undefined && (pause || lines >= maxLineCount))
        ) {
          subtitles.push(subtitle);
          [subtitle, lines] = [[], 1];
        } else if (width > 0) {
          lines++;
          text = `\n${text}`;
        }
        width = text.trim().length;
      }
      subtitle.push({ ...word, text });
      last = word.start;
    }
  }
  return subtitle.length > 0 ? [...subtitles, subtitle] : subtitles;
}
