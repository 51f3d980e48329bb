import { checkKind, checkOptions, FormatError, OptionError } from '@heed/core';
import type { HfConfig, Tokenizer } from '@heed/transformer';
import type { SpeechVocabulary } from '../decoding/window-decoder.ts';
import { nonSpeechIds } from './non-speech-ids.ts';

/** Options of {@link WhisperVocabulary}. */
export interface WhisperVocabularyOptions {
  /** Ids of the network, time stamps included: from 51,865 the model knows several languages. */
  readonly vocabularySize: number;
  /** What the model's makers say in `generation_config.json`; its lists count more than those that are derived. */
  readonly generationConfig?: HfConfig | undefined;
}

/** A first part of a target, for a window in a language. */
export interface TargetStart {
  readonly language: string;
  readonly task: 'transcribe' | 'translate';
}

/**
 * The ids of a Whisper: those of text, of languages and tasks, and of time stamps. They are looked up by their tokens
 * (`<|startoftranscript|>`), so that English-only, multilingual and large-v3 vocabularies all serve.
 *
 * @example
 * ```ts
 * import { whisperTokenizer, WhisperVocabulary } from '@heed/speech';
 * // Bytes alone, for brevity; Whisper's own files have 50,257 ranks.
 * const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
 * const ranks = bytes.map((token, rank) => `${btoa(token)} ${rank}`).join('\n');
 * const tokenizer = whisperTokenizer(ranks, { languages: 100 });
 * const vocabulary = new WhisperVocabulary(tokenizer, { vocabularySize: 51_866 });
 * console.log(vocabulary.languages.size, vocabulary.decode(vocabulary.encode('and so'))); // 100 and so
 * ```
 */
export class WhisperVocabulary implements SpeechVocabulary {
  readonly tokenizer: Tokenizer;
  /** <|startoftranscript|> */
  readonly startId: number;
  /** <|endoftext|>; every id from it on is special. */
  readonly endId: number;
  /** <|startofprev|>, before the text of the window before. */
  readonly previousId: number;
  /** <|nospeech|>, which in older files is <|nocaptions|>. */
  readonly noSpeechId: number;
  /** <|notimestamps|> */
  readonly noTimestampsId: number;
  readonly firstTimestampId: number;
  /** Ids of the tasks, <|transcribe|> and <|translate|>. */
  readonly tasks: Readonly<Record<TargetStart['task'], number>>;
  /** Codes of the languages that the model tells apart, with their ids; of an English-only model, `en` without one. */
  readonly languages: ReadonlyMap<string, number | undefined>;
  readonly multilingual: boolean;
  /** Ids that are never written: symbols that nobody says, and special ones. */
  readonly suppressedIds: readonly number[];
  /** Ids that are not written first: a space alone, and the end. */
  readonly suppressedFirstIds: readonly number[];

  /**
   * @param tokenizer Of the model's `tokenizer.json`.
   * @throws {FormatError} for a tokenizer without Whisper's special tokens.
   */
  constructor(tokenizer: Tokenizer, options: WhisperVocabularyOptions) {
    checkOptions('WhisperVocabulary', options, ['vocabularySize', 'generationConfig']);
    checkKind('WhisperVocabulary: tokenizer', tokenizer, 'a tokenizer');
    const { vocabularySize, generationConfig: hf } = options;
    const idOf = (...names: readonly string[]): number => findId(tokenizer, names);
    this.tokenizer = tokenizer;
    this.startId = idOf('startoftranscript');
    this.endId = idOf('endoftext');
    this.previousId = idOf('startofprev');
    this.noSpeechId = idOf('nospeech', 'nocaptions');
    this.noTimestampsId = idOf('notimestamps');
    this.firstTimestampId = this.noTimestampsId + 1;
    this.tasks = { transcribe: idOf('transcribe'), translate: idOf('translate') };
    this.multilingual = hf?.has('is_multilingual') ? hf.flag('is_multilingual') : vocabularySize >= 51_865;
    this.languages = this.multilingual
      ? languagesOf(tokenizer, this.startId, this.tasks.translate)
      : new Map([['en', undefined]]);
    const special = [this.startId, this.previousId, this.noSpeechId, idOf('startoflm')];
    const symbols = hf?.has('suppress_tokens') ? hf.ids('suppress_tokens') : nonSpeechIds(tokenizer);
    const silent = new Set([...symbols, ...special, this.tasks.transcribe, this.tasks.translate]);
    this.suppressedIds = [...silent].sort((a, b) => a - b);
    this.suppressedFirstIds = hf?.has('begin_suppress_tokens')
      ? hf.ids('begin_suppress_tokens')
      : [...this.encode(' '), this.endId];
  }

  /**
   * What a target begins with: <|startoftranscript|> and, where the model knows several languages, language and task.
   *
   * @throws {OptionError} for a language that the model does not know, or a task for which it was not trained.
   */
  targetStart({ language, task }: TargetStart): readonly number[] {
    if (!this.languages.has(language)) {
      const known = [...this.languages.keys()].join(', ');
      throw new OptionError(`there is no language ${JSON.stringify(language)}; this model knows ${known}`);
    }
    if (!Object.hasOwn(this.tasks, task)) {
      throw new OptionError(`task must be transcribe or translate, got ${JSON.stringify(task)}`);
    }
    if (!this.multilingual && task === 'translate') {
      throw new OptionError('an English-only model transcribes, and cannot translate');
    }
    const languageId = this.languages.get(language);
    return languageId === undefined ? [this.startId] : [this.startId, languageId, this.tasks[task]];
  }

  decode(ids: readonly number[]): string {
    checkKind('WhisperVocabulary: ids', ids, 'a list');
    return this.tokenizer.decode(ids.filter((id) => id < this.endId));
  }

  encode(text: string): number[] {
    return this.tokenizer.encode(text, { addSpecialTokens: false }).filter((id) => id < this.endId);
  }
}

function findId(tokenizer: Tokenizer, names: readonly string[]): number {
  for (const name of names) {
    const id = tokenizer.tokenToId(`<|${name}|>`);
    if (id !== undefined) return id;
  }
  throw new FormatError(`this tokenizer is not Whisper's: it has no token <|${names.join('|> or <|')}|>`);
}

/** The tokens of languages stand between the start of a transcript and the first task. */
function languagesOf(tokenizer: Tokenizer, startId: number, translateId: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let id = startId + 1; id < translateId; id++) {
    const [, code] = /^<\|([a-z]{2,3})\|>$/.exec(tokenizer.idToToken(id)) ?? [];
    if (code !== undefined) found.set(code, id);
  }
  return found;
}
