import { FormatError, showValue } from '@heed/core';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Part } from '../part.ts';

/** White space, as Unicode has it: with U+0085 and without U+FEFF, other than `\s` of JavaScript. */
export const whiteSpace = '\\p{White_Space}';
const space: RegExp = /^\p{White_Space}$/u;

/** Whether a character is white space. All that are have one UTF-16 unit. */
export function isWhiteSpace(character: string): boolean {
  return space.test(character);
}

/** Characters that are numbers in any way. */
export const numeric: RegExp = /\p{N}/gu;
/** Punctuation, and all of ASCII that is neither letter, digit, space nor control. */
export const punctuation: RegExp = /[\p{P}!-/:-@[-`{-~]/gu;
/** Characters of words, as Rust's `\w` has them. */
export const wordCharacters = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}';

/**
 * The pattern in a field of a part, `{ "Regex": … }` or `{ "String": … }`. Regular expressions are written for
 * Oniguruma; `@huggingface/tokenizers` translates them.
 *
 * @throws {FormatError} for an expression that JavaScript cannot have.
 */
export function readPattern(part: Part, field: string): RegExp {
  const pattern = part.nested(field);
  if (pattern?.has('String')) return exactly(pattern.text('String'));
  const expression = pattern?.text('Regex') ?? '';
  if (expression === '') throw part.unsupported(field, 'a pattern { "Regex": … } or { "String": … }');
  try {
    return translated(expression);
  } catch (cause) {
    throw new FormatError(`${part.where}: ${field}: cannot translate ${showValue(expression)}`, { cause });
  }
}

/** The library translates the pattern of a pre-tokenizer, which comes as a part of a whole tokenizer. */
function translated(expression: string): RegExp {
  const split = { type: 'Split', pattern: { Regex: expression }, behavior: 'Isolated', invert: false };
  const model = { type: 'BPE', vocab: {}, merges: [] };
  const rest = { added_tokens: [], normalizer: null, post_processor: null, decoder: null };
  // The library's own declarations do not resolve under `nodenext`, so its part is stated here.
  const library: { readonly pre_tokenizer: { readonly pattern: RegExp } } = new Tokenizer(
    { ...rest, model, pre_tokenizer: split },
    {},
  );
  return library.pre_tokenizer.pattern;
}

/** A pattern that matches these texts only, the longest where several begin at one place; nothing if there are none. */
export function exactly(...texts: readonly string[]): RegExp {
  const longestFirst = texts.filter((text) => text !== '').sort((a, b) => b.length - a.length);
  const alternatives = longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(alternatives.join('|') || '(?!)', 'gu');
}
