import {
  checkKind,
  FormatError,
  OptionError,
  reshape,
  Scope,
  type Tensor,
  tensor,
  tidy,
  to,
} from '@heed/core';
import {
  checkLogits,
  type EncodedSource,
  type HfConfig,
  type LogitsProcessor,
  logProbabilities,
  type Pretrained,
  padRows,
  runBeams,
  suppressedIdsProcessor,
} from '@heed/transformer';
import { logMel } from '../features/log-mel.ts';
import { Whisper } from '../models/whisper/model.ts';
import { seenModel } from '../pretrained/seen-model.ts';
import { WhisperVocabulary } from '../tokenizer/whisper-vocabulary.ts';
import { alignIds } from './align.ts';
import { type AlignmentHead, readAlignmentHeads } from './alignment-heads.ts';
import { KeptEncoding } from './kept-encoding.ts';
import { ListeningSession } from './listening-session.ts';
import { likeliestText } from './text-search.ts';
import { timestampRules } from './timestamp-rules.ts';
import type { DecodedWindow, DecodeWindowOptions, WindowAlignment, WindowDecoder } from './window-decoder.ts';
import { checkWindowOptions, searchesOf } from './window-options.ts';

/** A time stamp every 20 ms, of two frames of features. */
const framesPerSecond = 100;

/** A window with what is asked of it. */
interface WindowRequest {
  /** Its row among the features. */
  readonly window: number;
  readonly language: string;
  readonly prompt: readonly number[];
  readonly options: DecodeWindowOptions;
}

/**
 * Writes down windows of sound with a Whisper, by the rules that openai/whisper publishes: time stamps in pairs, symbols
 * that nobody says left out, the text before as a prompt. `transcribe` moves it over a whole recording.
 *
 * It keeps the encoder's states of the last features until others come or it is disposed of; the model stays the
 * caller's.
 *
 * @example
 * ```ts no-run
 * import { speechFamilies, WhisperDecoder } from '@heed/speech';
 * import { fromPretrained } from '@heed/transformer';
 * const pretrained = await fromPretrained('openai/whisper-tiny', { families: speechFamilies });
 * using decoder = WhisperDecoder.from(pretrained);
 * const features = decoder.features(new Float32Array(16_000)); // One second at 16 kHz.
 * const [window] = await decoder.decodeWindows(features, [{ language: 'en' }]);
 * console.log(decoder.vocabulary.decode(window?.ids ?? []), window?.noSpeechProbability);
 * ```
 */
export class WhisperDecoder implements WindowDecoder {
  readonly model: Whisper;
  readonly vocabulary: WhisperVocabulary;
  readonly windowSeconds: number;
  readonly maximumIds: number;
  readonly #encoding: KeptEncoding;
  readonly #heads: readonly AlignmentHead[];
  readonly #suppressing: readonly LogitsProcessor[];
  readonly #timing: LogitsProcessor;

  /**
   * @param generationConfig What the model's makers say: `alignment_heads`, `max_initial_timestamp_index`.
   * @throws {FormatError} for heads that the model does not have.
   */
  constructor(model: Whisper, vocabulary: WhisperVocabulary, generationConfig?: HfConfig) {
    checkKind('WhisperDecoder: model', model, 'a module');
    const { sourcePositions, maximumLength } = model.config;
    this.model = model;
    this.vocabulary = vocabulary;
    this.windowSeconds = (2 * sourcePositions) / framesPerSecond;
    this.maximumIds = Math.floor(maximumLength / 2);
    this.#encoding = new KeptEncoding(model);
    this.#heads = readAlignmentHeads(model.config, generationConfig);
    this.#suppressing = [
      suppressedIdsProcessor(vocabulary.suppressedFirstIds, { steps: 1 }),
      suppressedIdsProcessor(vocabulary.suppressedIds),
    ];
    this.#timing = timestampRules(
      vocabulary,
      generationConfig?.number('max_initial_timestamp_index', 50) ?? 50,
    );
  }

  /**
   * The decoder of a published Whisper.
   *
   * @throws {OptionError} for another model.
   * @throws {FormatError} where there is no tokenizer, or not Whisper's.
   */
  static from({ model, tokenizer, generationConfig }: Pretrained): WhisperDecoder {
    if (!(model instanceof Whisper)) {
      throw new OptionError(`WhisperDecoder: needs a Whisper, got ${seenModel(model)}`);
    }
    if (tokenizer === undefined)
      throw new FormatError('WhisperDecoder: this Whisper came without a tokenizer');
    const { vocabularySize } = model.config;
    const vocabulary = new WhisperVocabulary(tokenizer, { vocabularySize, generationConfig });
    return new WhisperDecoder(model, vocabulary, generationConfig);
  }

  features(samples: Float32Array): Tensor {
    const sound = { samplingRate: 16_000, channels: [samples] };
    return tidy(() => {
      const mel = logMel(sound, { bins: this.model.config.melBins, seconds: this.windowSeconds });
      return to(reshape(mel, [1, ...mel.shape]), this.#encoding.backend);
    });
  }

  /**
   * Windows whose prompts are equally long run together.
   *
   * @throws {OptionError} for options that are unknown or out of range, or a language that the model does not know.
   */
  async decodeWindows(features: Tensor, options: readonly DecodeWindowOptions[]): Promise<DecodedWindow[]> {
    const [windows = 0] = features.shape;
    if (options.length !== windows) {
      throw new OptionError(`decodeWindows: ${windows} windows, and options of ${options.length}`);
    }
    for (const own of options) {
      checkWindowOptions(own);
      own.signal?.throwIfAborted();
    }
    if (windows === 0) return [];
    const encoded = this.#encoding.of(features);
    const languages = await this.#languages(encoded, options);
    const requests = options.map((own, window) => this.#request(window, languages[window] ?? 'en', own));
    const decoded = new Map<WindowRequest, DecodedWindow>();
    for (const group of Map.groupBy(requests, ({ prompt }) => prompt.length).values()) {
      for (const [at, window] of (await this.#decode(encoded, group)).entries()) {
        const request = group[at];
        if (request !== undefined) decoded.set(request, window);
      }
    }
    return requests.flatMap((request) => decoded.get(request) ?? []);
  }

  async detectLanguage(
    features: Tensor,
  ): Promise<{ readonly language: string; readonly probability: number }[]> {
    const [[...found] = []] = await this.#hear(this.#encoding.of(features), [0]);
    return found.sort((a, b) => b.probability - a.probability);
  }

  async align(
    features: Tensor,
    textIds: readonly number[],
    options: Pick<DecodeWindowOptions, 'language' | 'task' | 'signal'>,
  ): Promise<WindowAlignment> {
    checkWindowOptions(options);
    options.signal?.throwIfAborted();
    const { endId, noTimestampsId } = this.vocabulary;
    const encoded = this.#encoding.of(features);
    const [language = 'en'] = await this.#languages(encoded, [options]);
    const start = this.vocabulary.targetStart({ language, task: options.task ?? 'transcribe' });
    const input = { start: [...start, noTimestampsId], textIds, endId, heads: this.#heads };
    return await alignIds(this.model, encoded, input);
  }

  /** Frees the encoder's states that are kept. */
  dispose(): void {
    this.#encoding.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #request(window: number, language: string, options: DecodeWindowOptions): WindowRequest {
    const { previousId, noTimestampsId } = this.vocabulary;
    const { previous = [], task = 'transcribe', withoutTimestamps = false } = options;
    const before = previous.length === 0 ? [] : [previousId, ...previous.slice(1 - this.maximumIds)];
    const start = this.vocabulary.targetStart({ language, task });
    const prompt = [...before, ...start, ...(withoutTimestamps ? [noTimestampsId] : [])];
    return { window, language, prompt, options };
  }

  /** The language of each window: as asked, or as heard. */
  async #languages(
    encoded: EncodedSource,
    options: readonly DecodeWindowOptions[],
  ): Promise<readonly string[]> {
    const unknown = [...options.keys()].filter((window) => options[window]?.language === undefined);
    const heard = unknown.length === 0 ? [] : await this.#hear(encoded, unknown);
    return options.map(({ language }, window) => {
      if (language !== undefined) return language;
      const all = heard[unknown.indexOf(window)] ?? [];
      return all.reduce((best, one) => (one.probability > best.probability ? one : best)).language;
    });
  }

  /** The probabilities of all languages in some windows: what follows <|startoftranscript|>. */
  async #hear(
    encoded: EncodedSource,
    windows: readonly number[],
  ): Promise<{ readonly language: string; readonly probability: number }[][]> {
    const { languages, startId } = this.vocabulary;
    if (!this.vocabulary.multilingual) return windows.map(() => [{ language: 'en', probability: 1 }]);
    const scope = Scope.detached();
    try {
      const logits = scope.run(() =>
        tidy(() => {
          const rows = to(tensor(Int32Array.from(windows)), this.#encoding.backend);
          const target = padRows(
            windows.map(() => [startId]),
            startId,
          );
          return this.model.decode(target, this.model.selectRows(encoded, rows));
        }),
      );
      const [, , width = 0] = logits.shape;
      const data = await logits.data();
      return windows.map((_, row) => {
        const all = [...languages].map(([, id]) => data[row * width + (id ?? 0)] ?? Number.NEGATIVE_INFINITY);
        const scores = logProbabilities(all);
        return [...languages.keys()].map((language, at) => ({
          language,
          probability: Math.exp(scores[at] ?? Number.NEGATIVE_INFINITY),
        }));
      });
    } finally {
      scope.dispose();
    }
  }

  /** Writes down windows with prompts of one length. */
  async #decode(encoded: EncodedSource, requests: readonly WindowRequest[]): Promise<DecodedWindow[]> {
    const { endId, startId, noSpeechId } = this.vocabulary;
    const promptLength = requests[0]?.prompt.length ?? 0;
    const room = this.model.config.maximumLength + 1 - promptLength;
    const limits = { endId, length: Math.min(this.maximumIds, room) };
    const each = requests.map((request) => searchesOf(request.options, limits));
    const owners = each.flatMap((searches, at) => searches.map(() => at));
    const session = new ListeningSession(this.model, encoded, {
      prompts: owners.flatMap((at) => [requests[at]?.prompt ?? []]),
      windows: owners.map((at) => requests[at]?.window ?? 0),
      startId,
      noSpeechId,
    });
    try {
      const mayGoOn = (): boolean => {
        for (const { options } of requests) options.signal?.throwIfAborted();
        return true;
      };
      await runBeams(session, each.flat(), mayGoOn, (logits, { ids }, text) => {
        const { prompt = [], options = {} } = requests[owners[text] ?? 0] ?? {};
        const context = { ids: [...prompt, ...ids], promptLength, step: ids.length, limit: limits.length };
        const processors = [...this.#suppressing, ...(options.withoutTimestamps ? [] : [this.#timing])];
        const allowed = processors.reduce(
          (row, processor) => processor(row, context),
          checkLogits(logits, 'Whisper'),
        );
        return logProbabilities(checkLogits(allowed, 'Whisper'));
      });
      return requests.map(({ language, options }, at) => {
        const { ids, logProbability } = likeliestText((each[at] ?? []).flatMap(({ texts }) => texts));
        return {
          ...{ ids, language, temperature: options.temperature ?? 0 },
          meanLogProbability: logProbability / (ids.length + 1),
          noSpeechProbability: session.noSpeech[owners.indexOf(at)] ?? 0,
        };
      });
    } finally {
      session.dispose();
    }
  }
}
