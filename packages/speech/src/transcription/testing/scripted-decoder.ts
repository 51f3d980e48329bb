import { type Tensor, tensor } from '@heed/core';
import type {
  DecodedWindow,
  DecodeWindowOptions,
  SpeechVocabulary,
  WindowAlignment,
  WindowDecoder,
} from '../../decoding/window-decoder.ts';

/** What a scripted decoder answers; what is absent is likely speech. */
export type ScriptedAnswer = Partial<Omit<DecodedWindow, 'temperature' | 'language'>>;

/** A window as a scripted decoder sees it. */
export interface HeardWindow extends DecodeWindowOptions {
  readonly samples: Float32Array;
}

/** Where words are for {@link WindowDecoder.align}. */
export type ScriptedAlignment = (samples: Float32Array, ids: readonly number[]) => WindowAlignment;

/** A vocabulary of a few pieces of text; the end token and the time stamps follow them. */
function vocabularyOf(pieces: readonly string[]): SpeechVocabulary {
  return {
    endId: pieces.length,
    firstTimestampId: pieces.length + 1,
    decode: (ids) => ids.map((id) => pieces[id] ?? '').join(''),
    encode: (text) => {
      const ids: number[] = [];
      for (let at = 0; at < text.length; ) {
        const fits = pieces.filter((piece) => text.startsWith(piece, at));
        const longest = fits.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
        if (longest === '') throw new RangeError(`no piece for ${text.slice(at)}`);
        ids.push(pieces.indexOf(longest));
        at += longest.length;
      }
      return ids;
    },
  };
}

/** Answers windows as a function says; its features are the number of the window. */
export class ScriptedDecoder implements WindowDecoder {
  readonly vocabulary: SpeechVocabulary;
  readonly windowSeconds: number = 30;
  readonly maximumIds: number = 224;
  /** All windows so far, in the order in which they were decoded. */
  readonly heard: HeardWindow[] = [];
  /** How many windows were decoded together, time after time. */
  readonly batches: number[] = [];
  readonly #windows: Float32Array[] = [];
  readonly #answer: (window: HeardWindow, index: number) => ScriptedAnswer;
  readonly #align: ScriptedAlignment | undefined;

  constructor(
    pieces: readonly string[],
    answer: (window: HeardWindow, index: number) => ScriptedAnswer,
    align?: ScriptedAlignment,
  ) {
    this.vocabulary = vocabularyOf(pieces);
    [this.#answer, this.#align] = [answer, align];
  }

  /** Id of a time stamp. */
  stamp(seconds: number): number {
    return this.vocabulary.firstTimestampId + Math.round(seconds / 0.02);
  }

  features(samples: Float32Array): Tensor {
    return tensor([[[this.#windows.push(samples) - 1]]]);
  }

  async decodeWindows(features: Tensor, options: readonly DecodeWindowOptions[]): Promise<DecodedWindow[]> {
    this.batches.push(options.length);
    const windows = this.#samplesOf(features);
    return options.map((each, at) => {
      each.signal?.throwIfAborted();
      const window = { ...each, samples: windows[at] ?? new Float32Array(0) };
      const answer = this.#answer(window, this.heard.length);
      this.heard.push(window);
      return {
        ...{ ids: [], meanLogProbability: -0.2, noSpeechProbability: 0.01, ...answer },
        ...{ language: each.language ?? 'en', temperature: each.temperature ?? 0 },
      };
    });
  }

  async detectLanguage(): Promise<{ language: string; probability: number }[]> {
    return [{ language: 'en', probability: 1 }];
  }

  async align(features: Tensor, textIds: readonly number[]): Promise<WindowAlignment> {
    if (this.#align === undefined) throw new RangeError('this script aligns nothing');
    return this.#align(this.#samplesOf(features)[0] ?? new Float32Array(0), textIds);
  }

  #samplesOf(features: Tensor): Float32Array[] {
    return Array.from(features.dataSync(), (at) => this.#windows[Number(at)] ?? new Float32Array(0));
  }
}
