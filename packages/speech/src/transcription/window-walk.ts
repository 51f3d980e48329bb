import { checkWindowDecoder, type WindowDecoder } from '../decoding/window-decoder.ts';
import { cutWindow, framesPerSecond } from './cut-window.ts';
import type { WindowAnswer, WindowRequest } from './decode-with-fallback.ts';
import { dropHallucinations, type KeptPieces } from './hallucinations.ts';
import { samplingRate } from './mono-stream.ts';
import type { TranscribeSettings } from './options.ts';
import type { SampleSource } from './sound-reader.ts';
import { alignWords } from './timing/align-words.ts';
import { addWordTimes, type TimedPiece } from './timing/word-times.ts';
import type { TranscriptSegment } from './transcript.ts';

const samplesPerFrame = samplingRate / framesPerSecond;

/** A window that is under way: what is to be decoded, and the frames of it that hold sound. */
export interface WalkedWindow extends WindowRequest {
  readonly frames: number;
}

/** A window over a sound that moves on to where the last answer says. */
export class WindowWalk {
  readonly #decoder: WindowDecoder;
  readonly #samples: SampleSource;
  readonly #settings: TranscribeSettings;
  /** Ids of the text so far that the next window is told. */
  #previous: number[] = [];
  /** The next window's first frame, and the first frame after the clip. */
  #seek = 0;
  #endFrame = 0;
  /** End of the clip in seconds, and of what has been written. */
  #end = 0;
  #written = 0;
  /** End of the last word, in seconds. */
  #lastSpeech = 0;
  #language: string | undefined;

  constructor(decoder: WindowDecoder, samples: SampleSource, settings: TranscribeSettings) {
    checkWindowDecoder('transcribe', decoder);
    [this.#decoder, this.#samples, this.#settings] = [decoder, samples, settings];
    this.#language = settings.language;
    const prompt = settings.initialPrompt?.trim();
    if (prompt) this.#previous = decoder.vocabulary.encode(` ${prompt}`);
  }

  /** The language that was given or heard. */
  get language(): string | undefined {
    return this.#language;
  }

  /** Seconds up to the next window. */
  get seconds(): number {
    return this.#seek / framesPerSecond;
  }

  /** Goes to a part of the sound. */
  enter(start: number, end: number): void {
    this.#seek = Math.round(start * framesPerSecond);
    this.#endFrame = Math.round(end * framesPerSecond);
    this.#end = end;
  }

  /**
   * The next window that holds sound; what is digital silence, or no speech where that is told, is passed over. Undefined
   * at the end of the part.
   */
  async next(): Promise<WalkedWindow | undefined> {
    const windowFrames = this.#decoder.windowSeconds * framesPerSecond;
    let atSpeech = false;
    while (this.#seek < this.#endFrame) {
      const most = Math.min(windowFrames, this.#endFrame - this.#seek) * samplesPerFrame;
      const samples = await this.#samples.read(this.#seek * samplesPerFrame, most);
      const frames = Math.ceil(samples.length / samplesPerFrame);
      if (frames === 0) break;
      const start: number | undefined = atSpeech ? 0 : await this.#firstSound(samples);
      if (start === 0) return this.#window(samples, frames);
      atSpeech = start !== undefined;
      this.#seek += start ?? frames;
    }
    return undefined;
  }

  /** The frame in which speech begins, or 0 for any sound where nobody tells; undefined if there is none. */
  async #firstSound(samples: Float32Array): Promise<number | undefined> {
    if (!samples.some((sample) => sample !== 0)) return undefined;
    const { voiceActivity } = this.#settings;
    if (voiceActivity === undefined) return 0;
    const [first] = await voiceActivity.spans({ samplingRate, channels: [samples] });
    return first && Math.floor(first.start * framesPerSecond);
  }

  /** Takes the answer to a window and moves on. */
  async accept(window: WalkedWindow, answer: WindowAnswer): Promise<TranscriptSegment[]> {
    const begin = this.#seek;
    this.#seek = begin + window.frames;
    if (answer.silent) return [];
    if (answer.endless) {
      this.#previous = [];
      return [];
    }
    const { vocabulary } = this.#decoder;
    const { pieces, advance, closed } = cutWindow(answer.ids, vocabulary.firstTimestampId, window.frames);
    const start = begin / framesPerSecond;
    const timed = pieces.map(({ start: from, end, ids }) => ({
      ...{ start: start + from, end: start + end, ids, words: [] },
      textIds: ids.filter((id) => id < vocabulary.endId),
    }));
    const kept = this.#settings.wordTimestamps
      ? await this.#withWords(timed, { window, begin, advance: closed ? undefined : advance })
      : { pieces: timed, seek: begin + advance };
    this.#seek = kept.seek;
    const limit = Math.min(
      this.#end,
      this.#samples.seconds ?? this.#end,
      start + window.frames / framesPerSecond,
    );
    const segments = kept.pieces.flatMap(
      (piece) => this.#segment(piece, { start, limit, answer, window }) ?? [],
    );
    const goesOn = this.#settings.conditionOnPreviousText && answer.temperature <= 0.5;
    const ids = [...this.#previous, ...segments.flatMap((segment) => segment.ids)];
    this.#previous = goesOn ? ids.slice(1 - this.#decoder.maximumIds) : [];
    return segments;
  }

  /** Pieces with the times of their words; the next window begins after the last word of one that is not closed. */
  async #withWords(
    pieces: readonly Piece[],
    { window, begin, advance }: { window: WalkedWindow; begin: number; advance: number | undefined },
  ): Promise<{ pieces: readonly Piece[]; seek: number }> {
    const { hallucinationSilenceThreshold: threshold, task, signal } = this.#settings;
    const { windowSeconds } = this.#decoder;
    const [start, after] = [begin / framesPerSecond, begin + window.frames];
    const aligned = await alignWords(
      this.#decoder,
      window.features,
      pieces.flatMap(({ textIds }) => textIds),
      { language: window.language, frames: window.frames, task, ...(signal && { signal }) },
    );
    addWordTimes(pieces, aligned, { windowStart: start, lastSpeech: this.#lastSpeech });
    const place = {
      ...{ start, windowSeconds, lastSpeech: this.#lastSpeech },
      seconds: window.frames / framesPerSecond,
    };
    const lastEnd = endOf(pieces);
    let seek = begin + (advance ?? window.frames);
    if (advance !== undefined && lastEnd !== undefined && lastEnd > start) {
      const silentRest = threshold === undefined || start + windowSeconds - lastEnd > threshold;
      seek = silentRest ? Math.round(lastEnd * framesPerSecond) : after;
    }
    let kept: KeptPieces<Piece> = { pieces };
    if (threshold !== undefined) {
      kept = await dropHallucinations(pieces, place, threshold, (seconds) => {
        return this.#samples.endsBefore(seconds * samplingRate);
      });
    }
    this.#lastSpeech = endOf(kept.pieces) ?? this.#lastSpeech;
    if (kept.done === true) return { pieces: kept.pieces, seek: this.#endFrame };
    seek = kept.seek ?? seek;
    return { pieces: kept.pieces, seek: seek > begin ? Math.min(seek, after) : after };
  }

  /** A piece with its times brought into the sound and behind what is written; undefined if nothing is said in it. */
  #segment(piece: Piece, { start, limit, answer, window }: Place): TranscriptSegment | undefined {
    const text = this.#decoder.vocabulary.decode(piece.ids);
    const within = (seconds: number): number => {
      this.#written = Math.max(this.#written, Math.min(seconds, limit));
      return this.#written;
    };
    const from = Math.max(this.#written, Math.min(piece.start, limit));
    const to = Math.max(from, Math.min(piece.end, limit));
    if (from === to || text.trim() === '') return undefined;
    const words = piece.words.map((word) => ({ ...word, start: within(word.start), end: within(word.end) }));
    // All words of a piece may belong to the one before: then what follows may begin before its end.
    if (words.length > 0 || !this.#settings.wordTimestamps) within(to);
    return {
      ...{ start: from, end: to, text, ids: piece.ids, language: window.language, windowStart: start },
      ...{ temperature: answer.temperature, meanLogProbability: answer.meanLogProbability },
      ...{ compressionRatio: answer.compressionRatio, noSpeechProbability: answer.noSpeechProbability },
      ...(this.#settings.wordTimestamps && { words }),
    };
  }

  async #window(samples: Float32Array, frames: number): Promise<WalkedWindow> {
    const features = this.#decoder.features(samples);
    if (this.#language === undefined) {
      const [heard] = await this.#decoder.detectLanguage(features);
      this.#language = heard?.language ?? 'en';
    }
    // Every window and temperature has as many seeds to itself as texts are drawn.
    const { seed: first, temperatures, bestOf } = this.#settings;
    const seed = first + this.#seek * temperatures.length * bestOf;
    return { features, frames, language: this.#language, previous: this.#previous, seed };
  }
}

interface Piece extends TimedPiece {
  readonly ids: readonly number[];
}

/** Where a segment comes from and how late it may end. */
interface Place {
  readonly start: number;
  readonly limit: number;
  readonly answer: WindowAnswer;
  readonly window: WalkedWindow;
}

/** Where the last word ends, or the last piece where there is no word. */
function endOf(pieces: readonly TimedPiece[]): number | undefined {
  return pieces.findLast(({ words }) => words.length > 0)?.words.at(-1)?.end ?? pieces.at(-1)?.end;
}
