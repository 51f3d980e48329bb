import type { BeamOptions } from '../generation/beams/beam-options.ts';
import type { HfConfig } from '../models/hf-config.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

/** Options of generation that a published model asks for. */
export type GenerationDefaults = Omit<BeamOptions, 'signal' | 'guidance' | 'processors' | 'stopWhen'>;

/**
 * What the makers of a model say of how to generate with it, in `generation_config.json` or, in older files, in the
 * config, as options of `generate` and `generateBeams`.
 *
 * @param starts Ids that a target begins with, which lengths count: 1 for encoder–decoders.
 * @throws {FormatError} for a field that is not as it must be.
 */
export function generationDefaults(hf: HfConfig | undefined, starts: number): GenerationDefaults {
  if (hf === undefined) return {};
  const number = (field: string): number | undefined => (hf.has(field) ? hf.number(field) : undefined);
  const ids = (field: string): readonly number[] | undefined => (hf.has(field) ? hf.ids(field) : undefined);
  const count = (field: string, length: string): number | undefined => {
    const all = number(length);
    return number(field) ?? (all === undefined ? undefined : Math.max(0, all - starts));
  };
  const draws = hf.flag('do_sample', false);
  return definite({
    maximumNewTokens: count('max_new_tokens', 'max_length'),
    minimumNewTokens: count('min_new_tokens', 'min_length') || undefined,
    beams: number('num_beams'),
    lengthPenalty: number('length_penalty'),
    earlyStopping: hf.has('early_stopping') ? readEarlyStopping(hf) : undefined,
    noRepeatNgram: number('no_repeat_ngram_size'),
    repetitionPenalty: number('repetition_penalty'),
    badWords: hf.has('bad_words_ids') ? readRuns(hf, 'bad_words_ids') : undefined,
    suppressedIds: ids('suppress_tokens'),
    suppressedFirstIds: ids('begin_suppress_tokens'),
    forcedFirstId: ids('forced_bos_token_id')?.[0],
    forcedLastId: ids('forced_eos_token_id')?.[0],
    ...(draws && {
      temperature: number('temperature') ?? 1,
      topK: number('top_k'),
      topP: number('top_p'),
      minP: number('min_p'),
      typicalP: number('typical_p'),
    }),
  });
}

/** The ids that end a text: those of the generation config, and the end token of the tokenizer. */
export function endIdsOf(hf: HfConfig | undefined, tokenizer: Tokenizer): readonly number[] {
  const own = tokenizer.roles.get('eos')?.id;
  return [...new Set([...(hf?.ids('eos_token_id') ?? []), ...(own === undefined ? [] : [own])])];
}

function readEarlyStopping(hf: HfConfig): boolean | 'never' {
  const value = hf.toJSON()['early_stopping'];
  return value === 'never' ? 'never' : hf.flag('early_stopping');
}

function readRuns(hf: HfConfig, field: string): readonly (readonly number[])[] {
  const value = hf.toJSON()[field];
  const isRun = (run: unknown): run is number[] =>
    Array.isArray(run) && run.every((id) => Number.isInteger(id) && id >= 0);
  if (Array.isArray(value) && value.every(isRun)) return value;
  throw hf.unsupported(field, 'a list of lists of ids');
}

/** Without what is undefined, so that it hides nothing when options are joined. */
function definite<Options extends object>(
  options: Options,
): { [Key in keyof Options]?: Exclude<Options[Key], undefined> } {
  const kept: { [Key in keyof Options]?: Exclude<Options[Key], undefined> } = {};
  for (const key in options) {
    const value = options[key];
    if (isDefinite(value)) kept[key] = value;
  }
  return kept;
}

function isDefinite<Value>(value: Value): value is Exclude<Value, undefined> {
  return value !== undefined;
}
