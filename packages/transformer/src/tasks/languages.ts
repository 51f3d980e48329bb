import { OptionError, showValue } from '@heed/core';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { TaskModel } from './task-model.ts';
import { encodeAfter, type SourceRules, taskSettings } from './write-targets.ts';

/** The languages that a caller names. */
export interface Languages {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** How tokens of languages look: `__en__` (M2M100), `eng_Latn` (NLLB), `en_XX` (mBART). */
const languageToken = /^(__[a-z]{2,3}__|[a-z]{3}_[A-Z][a-z]{3}|[a-z]{2}_[A-Z]{2})$/;
/** How a Marian model with several targets is told one. */
const targetToken = /^>>.+<<$/;

/** How a model is told from what into what it translates. */
export function languageRules(
  pretrained: TaskModel,
  tokenizer: Tokenizer,
  languages: Languages,
): Omit<SourceRules, 'task'> {
  const type = pretrained.config?.text('model_type', '');
  if (type === 't5' || type === 'mt5') return inWords(pretrained, tokenizer, languages);
  const codes = tokensLike(tokenizer, languageToken);
  if (codes.length > 0) return byTokens(pretrained, tokenizer, codes, languages);
  const settings = 'translation';
  const targets = tokensLike(tokenizer, targetToken);
  if (targets.length > 0) {
    const target =
      languages.to === undefined ? undefined : find(targets, 'to', languages.to, [`>>${languages.to}<<`]);
    return { settings, encode: encodeAfter(tokenizer, target === undefined ? '' : `${target} `) };
  }
  if (languages.from !== undefined || languages.to !== undefined) {
    throw new OptionError('translate: this model has one pair of languages, and takes no from and to');
  }
  return { settings, encode: encodeAfter(tokenizer, '') };
}

/** T5 and its kind read a sentence that says what to do. */
function inWords(
  pretrained: TaskModel,
  tokenizer: Tokenizer,
  { from, to }: Languages,
): Omit<SourceRules, 'task'> {
  if (from === undefined || to === undefined)
    throw new OptionError('translate: this model needs from and to');
  const settings = `translation_${from}_to_${to}`;
  const prefix = taskSettings(pretrained, settings)?.text('prefix', '');
  return {
    settings,
    encode: encodeAfter(tokenizer, prefix ?? `translate ${nameOf(from)} to ${nameOf(to)}: `),
  };
}

/**
 * M2M100, NLLB and mBART: a token of the language stands before the source, and the target begins with one. In the first
 * mBART it stands behind the source, which its tokenizer's own layout shows, and a decoder made for one language starts
 * with it.
 */
function byTokens(
  pretrained: TaskModel,
  tokenizer: Tokenizer,
  codes: readonly string[],
  { from, to }: Languages,
): Omit<SourceRules, 'task'> {
  if (from === undefined || to === undefined) {
    throw new OptionError(`translate: this model needs from and to; it knows ${listed(codes)}`);
  }
  const idOf = (option: string, code: string): number =>
    tokenizer.tokenToId(find(codes, option, code, [code, `__${code}__`])) ?? 0;
  const [source, target] = [idOf('from', from), idOf('to', to)];
  const end = tokenizer.roles.get('eos')?.id;
  const last = tokenizer.encode('').at(-1);
  const isBehind = codes.some((code) => tokenizer.tokenToId(code) === last);
  return {
    settings: 'translation',
    encode: (text) => [
      ...(isBehind ? [] : [source]),
      ...tokenizer.encode(text, { addSpecialTokens: false }),
      ...(end === undefined ? [] : [end]),
      ...(isBehind ? [source] : []),
    ],
    options: startsWith(pretrained, target) ? {} : { forcedFirstId: target },
  };
}

function startsWith({ config }: TaskModel, id: number): boolean {
  return config?.ids('decoder_start_token_id')[0] === id;
}

function tokensLike(tokenizer: Tokenizer, pattern: RegExp): string[] {
  const added = tokenizer.json.added_tokens.map(({ content }) => content);
  return [...new Set([...added, ...tokenizer.specialTokens.keys()])].filter((token) => pattern.test(token));
}

function find(known: readonly string[], option: string, code: string, spellings: readonly string[]): string {
  const token = spellings.find((one) => known.includes(one));
  if (token !== undefined) return token;
  throw new OptionError(
    `translate: ${option} ${showValue(code)} is not a language of this model; it knows ${listed(known)}`,
  );
}

function listed(codes: readonly string[]): string {
  const names = codes.map((code) => code.replace(/^(__|>>)|(__|<<)$/g, ''));
  return names.slice(0, 300).join(', ');
}

/** What a language is called in English; a name stays as it is. */
function nameOf(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
