import { checkOptions, editDistance, OptionError } from '@heed/core';
import { checkWindowDecoder, type WindowDecoder } from '../decoding/window-decoder.ts';
import type { Sound } from '../sound/sound.ts';
import { MonoStream, samplingRate } from './mono-stream.ts';
import type { TranscribeOptions } from './options.ts';
import { transcribeAll } from './transcribe.ts';
import type { TranscribedWord } from './transcript.ts';

/** Options of {@link StreamingTranscriber}. */
export interface StreamingTranscriberOptions
  extends Pick<TranscribeOptions, 'language' | 'task' | 'beams' | 'initialPrompt' | 'signal'> {
  /** Seconds of new sound after which it is heard again. Default 1. */
  readonly interval?: number;
}

/** What is known of a sound that still comes. */
export interface StreamingUpdate {
  /** Words that are certain from now on; they never change. */
  readonly stable: readonly TranscribedWord[];
  /** Words after them that may still change. */
  readonly tentative: readonly TranscribedWord[];
  /** The text of all stable words so far. */
  readonly text: string;
}

/** Seconds of sound after which what is stable is let go, and after which all is. */
const comfortable = 15;
const most = 25;
/** Stable words whose sound is kept, so that none is cut off. */
const keptWords = 3;
/** Words before that the model is told. */
const toldWords = 40;

/**
 * Writes down sound while it comes. What has come is heard again and again, with what is new; words on which two
 * hearings agree from the beginning are stable (local agreement: Liu et al., “Low-Latency Sequence-to-Sequence Speech
 * Recognition and Translation by Partial Hypothesis Selection”, 2020; Macháček et al., “Turning Whisper into Real-Time
 * Transcription System”, 2023). Sound whose words are stable is let go, so that memory and time do not grow.
 *
 * @example
 * ```ts no-run
 * import { type Sound, StreamingTranscriber, type WindowDecoder } from '@heed/speech';
 * async function listen(decoder: WindowDecoder, microphone: AsyncIterable<Sound>): Promise<void> {
 *   const transcriber = new StreamingTranscriber(decoder, { language: 'en' });
 *   for await (const part of microphone) {
 *     const { text, tentative } = await transcriber.push(part);
 *     console.log(text, tentative.map((word) => word.text).join(''));
 *   }
 *   console.log((await transcriber.finish()).text);
 * }
 * ```
 */
export class StreamingTranscriber {
  readonly #decoder: WindowDecoder;
  readonly #options: StreamingTranscriberOptions;
  readonly #interval: number;
  readonly #stream = new MonoStream();
  /** Sound that is not let go, where it begins in the whole, and how much of it has been heard. */
  #held = new Float32Array(0);
  #start = 0;
  #heard = 0;
  readonly #stable: TranscribedWord[] = [];
  #tentative: readonly TranscribedWord[] = [];
  /** The first of the stable words whose sound is still held. */
  #firstHeld = 0;
  #language: string | undefined;
  #finished = false;

  /** @throws {OptionError} for unknown options and an interval that is not above 0. */
  constructor(decoder: WindowDecoder, options: StreamingTranscriberOptions = {}) {
    const known = ['language', 'task', 'beams', 'initialPrompt', 'signal', 'interval'];
    checkOptions('StreamingTranscriber', options, known);
    checkWindowDecoder('StreamingTranscriber', decoder);
    const { interval = 1, ...rest } = options;
    if (!(interval > 0))
      throw new OptionError(`StreamingTranscriber: interval must be above 0, got ${interval}`);
    [this.#decoder, this.#options, this.#interval, this.#language] = [
      decoder,
      rest,
      interval,
      options.language,
    ];
  }

  /**
   * Takes the next part of the sound; hears what there is if enough is new.
   *
   * @throws {OptionError} after `finish`, and for another sampling rate than before.
   * @throws {ValueError} for samples that are not finite.
   */
  async push(part: Sound): Promise<StreamingUpdate> {
    if (this.#finished) throw new OptionError('StreamingTranscriber: it is finished; make a new one');
    this.#take(this.#stream.push(part));
    const isNew = this.#held.length - this.#heard >= this.#interval * samplingRate;
    return this.#update(isNew ? await this.#hear(false) : []);
  }

  /** Hears the rest; all words are stable then. */
  async finish(): Promise<StreamingUpdate> {
    if (this.#finished) return this.#update([]);
    this.#finished = true;
    this.#take(this.#stream.finish());
    return this.#update(await this.#hear(true));
  }

  #update(stable: readonly TranscribedWord[]): StreamingUpdate {
    const text = this.#stable.map((word) => word.text).join('');
    return { stable, tentative: this.#tentative, text };
  }

  #take(samples: Float32Array): void {
    const held = new Float32Array(this.#held.length + samples.length);
    held.set(this.#held);
    held.set(samples, this.#held.length);
    this.#held = held;
  }

  /** Hears what is held; gives the words that have become stable. */
  async #hear(isLast: boolean): Promise<TranscribedWord[]> {
    const seconds = this.#held.length / samplingRate;
    const words = this.#held.length === 0 ? [] : await this.#wordsHeld();
    this.#heard = this.#held.length;
    const fresh = this.#afterStable(words);
    const all = isLast || seconds > most;
    const agreed = all ? fresh.length : agreement(this.#tentative, fresh);
    const stable = fresh.slice(0, agreed);
    this.#stable.push(...stable);
    this.#tentative = fresh.slice(agreed);
    if (seconds > comfortable) this.#letGo(all);
    return stable;
  }

  /** Words behind those that are stable, whose sound is heard again: what begins most like them is they. */
  #afterStable(words: readonly TranscribedWord[]): readonly TranscribedWord[] {
    const held = this.#stable.slice(this.#firstHeld);
    const [texts, known] = [held.map(plain), held.at(-1)?.end ?? this.#start];
    const ends = [this.#start, ...words.map(({ end }) => end)].map((end, count) => ({
      ...{ count, apart: Math.abs(end - known) },
      distance: editDistance(words.slice(0, count).map(plain), texts),
    }));
    const best = ends.reduce((least, each) => {
      const closer = each.distance === least.distance && each.apart < least.apart;
      return each.distance < least.distance || closer ? each : least;
    });
    return words.slice(best.count);
  }

  async #wordsHeld(): Promise<TranscribedWord[]> {
    const before = this.#stable.slice(0, this.#firstHeld).map(({ text }) => text);
    const told = [this.#options.initialPrompt ?? '', ...before.slice(-toldWords)].join('').trim();
    const sound = { samplingRate, channels: [this.#held] };
    const { language, segments } = await transcribeAll(this.#decoder, sound, {
      ...{ ...this.#options, wordTimestamps: true, initialPrompt: told },
      ...(this.#language !== undefined && { language: this.#language }),
    });
    this.#language = language;
    return segments.flatMap(({ words = [] }) => {
      return words.map((word) => ({ ...word, start: this.#start + word.start, end: this.#start + word.end }));
    });
  }

  /** Lets go the sound of stable words but the last few; where long nothing is said, all but the last interval. */
  #letGo(all: boolean): void {
    this.#firstHeld = Math.max(this.#firstHeld, this.#stable.length - keptWords);
    const [before, first] = [this.#stable[this.#firstHeld - 1], this.#stable[this.#firstHeld]];
    const end = this.#start + this.#held.length / samplingRate;
    let until = before === undefined || first === undefined ? this.#start : (before.end + first.start) / 2;
    if (all && end - until > comfortable) {
      until = end - this.#interval;
      this.#firstHeld = this.#stable.length;
    }
    const dropped = Math.max(0, Math.round((until - this.#start) * samplingRate));
    this.#held = this.#held.slice(dropped);
    this.#start += dropped / samplingRate;
    this.#heard = Math.max(0, this.#heard - dropped);
  }
}

/** How many words two hearings have in common from the beginning. */
function agreement(before: readonly TranscribedWord[], now: readonly TranscribedWord[]): number {
  const differs = now.findIndex((word, at) => plain(word) !== plain(before[at]));
  return differs < 0 ? now.length : differs;
}

/** A word without what changes easily from one hearing to the next: capitals, spaces, punctuation. */
function plain(word: TranscribedWord | undefined): string | undefined {
  return word?.text.toLowerCase().replace(/[\s\p{P}]/gu, '');
}
