import { checkOptions, FormatError, OptionError, tensor, tidy, to } from '@heed/core';
import {
  checkLogits,
  logProbabilities,
  type Pretrained,
  runBeams,
  SequenceSession,
  type Tokenizer,
} from '@heed/transformer';
import { likeliestText } from '../../decoding/text-search.ts';
import { searchesOf } from '../../decoding/window-options.ts';
import { seenModel } from '../../pretrained/seen-model.ts';
import { resample } from '../../sound/resample.ts';
import { type Sound, secondsOf } from '../../sound/sound.ts';
import { toMono } from '../../sound/to-mono.ts';
import { SoundReader } from '../../transcription/sound-reader.ts';
import { speechSpans } from '../../transcription/speech-spans.ts';
import type { SpeechSpan, VoiceActivity } from '../../voice-activity/spans.ts';
import { Moonshine } from './model.ts';

/** How a clip is written down. */
export interface RecognizeOptions {
  /** Beams; 1, the likeliest token each time, by default. */
  readonly beams?: number;
  /** Most tokens for each second of sound, so that no loop goes on: 6.5 by default, as is published; languages of other scripts want 13. */
  readonly tokensPerSecond?: number;
  /** Ends the work between two tokens with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What was heard in a clip. */
export interface RecognizedClip extends SpeechSpan {
  readonly text: string;
  readonly ids: readonly number[];
  /** Mean of the log-probabilities of the ids and the end token. */
  readonly meanLogProbability: number;
}

/** How a longer sound is cut and written down. */
export interface RecognizeAllOptions extends RecognizeOptions {
  /** What tells where somebody speaks; loudness by default. */
  readonly voiceActivity?: VoiceActivity;
}

const samplingRate = 16_000;
/** Moonshine learned from clips of up to 30 s. */
const longestSeconds = 30;

/**
 * Writes down what is said with a Moonshine. A clip is heard as long as it is, so that a second of it costs a thirtieth of
 * what a window of 30 s does: for commands and for what is said live. Sampling rate and number of channels may be any.
 *
 * @example
 * ```ts no-run
 * import { MoonshineRecognizer, speechFamilies } from '@heed/speech';
 * import { readSound } from '@heed/speech/node';
 * import { fromPretrained } from '@heed/transformer/node';
 * const recognizer = MoonshineRecognizer.from(
 *   await fromPretrained('UsefulSensors/moonshine-tiny', { families: speechFamilies }),
 * );
 * console.log((await recognizer.recognize(await readSound('command.wav'))).text);
 * ```
 */
export class MoonshineRecognizer {
  readonly model: Moonshine;
  readonly tokenizer: Tokenizer;

  /** @param model Stays the caller's. */
  constructor(model: Moonshine, tokenizer: Tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /**
   * The recogniser of a published Moonshine.
   *
   * @throws {OptionError} for another model.
   * @throws {FormatError} where there is no tokenizer.
   */
  static from({ model, tokenizer }: Pick<Pretrained, 'model' | 'tokenizer'>): MoonshineRecognizer {
    if (!(model instanceof Moonshine)) {
      throw new OptionError(`MoonshineRecognizer: needs a Moonshine, got ${seenModel(model)}`);
    }
    if (tokenizer === undefined) throw new FormatError('MoonshineRecognizer: it came without a tokenizer');
    return new MoonshineRecognizer(model, tokenizer);
  }

  /**
   * Writes down one clip, whole. In less than 56 ms, and in digital silence, nothing is said.
   *
   * @throws {OptionError} for unknown options, values out of range, and sounds of more than 64 s, for which
   * {@link recognizeAll} is.
   * @throws {ValueError} for samples that are not finite.
   */
  async recognize(sound: Sound, options: RecognizeOptions = {}): Promise<RecognizedClip> {
    checkOptions('recognize', options, ['beams', 'tokensPerSecond', 'signal']);
    const seconds = secondsOf(sound);
    if (seconds > 64) {
      throw new OptionError(
        `recognize: a clip has at most 64 s, got ${seconds.toFixed(1)} s; see recognizeAll`,
      );
    }
    const [samples = new Float32Array()] = resample(toMono(sound), samplingRate).channels;
    return { start: 0, end: seconds, ...(await this.#write(samples, options)) };
  }

  /**
   * Writes down a sound of any length: each stretch in which somebody speaks is a clip; those of more than 30 s are cut
   * where it is quietest.
   *
   * @throws {OptionError} for unknown options and values out of range.
   * @throws {ValueError} for samples that are not finite.
   */
  async *recognizeAll(
    sound: Sound,
    options: RecognizeAllOptions = {},
  ): AsyncGenerator<RecognizedClip, void, undefined> {
    checkOptions('recognizeAll', options, ['beams', 'tokensPerSecond', 'signal', 'voiceActivity']);
    const { voiceActivity = { spans: speechSpans }, ...rest } = options;
    const reader = new SoundReader(sound);
    for (const { start, end } of await voiceActivity.spans(sound)) {
      let first = Math.floor(start * samplingRate);
      const last = Math.ceil(end * samplingRate);
      while (first < last) {
        const samples = await reader.read(first, Math.min(longestSeconds * samplingRate, last - first));
        if (samples.length === 0) break;
        const isWhole = first + samples.length >= last;
        const length = isWhole ? samples.length : quietestPlace(samples);
        const written = await this.#write(samples.subarray(0, length), rest);
        const clip = { start: first / samplingRate, end: (first + length) / samplingRate, ...written };
        if (clip.text !== '') yield clip;
        first += length;
      }
    }
  }

  async #write(
    samples: Float32Array,
    { beams = 1, tokensPerSecond = 6.5, signal }: RecognizeOptions,
  ): Promise<Omit<RecognizedClip, 'start' | 'end'>> {
    for (const [name, value] of Object.entries({ beams, tokensPerSecond })) {
      if (!(value > 0 && Number.isFinite(value))) {
        throw new OptionError(`recognize: ${name} must be above 0, got ${value}`);
      }
    }
    signal?.throwIfAborted();
    const isSilent = !samples.some((sample) => sample !== 0);
    if (isSilent || this.model.framesOf(samples.length) === 0)
      return { text: '', ids: [], meanLogProbability: 0 };
    const { endId, startId, maximumLength } = this.model.config;
    const most = Math.ceil((tokensPerSecond * samples.length) / samplingRate);
    const searches = searchesOf({ beams }, { endId, length: Math.min(most, maximumLength) });
    const { backend } = this.model.projOut.weight.value;
    const encode = () => this.model.encode(to(tensor(samples, { shape: [1, samples.length] }), backend));
    const session = new SequenceSession(this.model, () => tidy(encode), 1, { prompts: [[startId]] });
    try {
      const mayGoOn = (): boolean => {
        signal?.throwIfAborted();
        return true;
      };
      await runBeams(session, searches, mayGoOn, (logits) =>
        logProbabilities(checkLogits(logits, 'Moonshine')),
      );
    } finally {
      session.dispose();
    }
    const { ids, logProbability } = likeliestText(searches.flatMap(({ texts }) => texts));
    return {
      text: this.tokenizer.decode(ids).trim(),
      ids,
      meanLogProbability: logProbability / (ids.length + 1),
    };
  }
}

/** The middle of the quietest twentieth of a second in the last third. */
function quietestPlace(samples: Float32Array): number {
  const size = samplingRate / 20;
  let [least, place] = [Number.POSITIVE_INFINITY, samples.length];
  for (let at = Math.floor((2 * samples.length) / 3); at + size <= samples.length; at += size / 2) {
    const power = samples.subarray(at, at + size).reduce((sum, sample) => sum + sample * sample, 0);
    if (power < least) [least, place] = [power, at + size / 2];
  }
  return place;
}
