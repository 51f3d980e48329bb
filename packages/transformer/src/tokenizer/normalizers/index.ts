import { madeByType, type Part } from '../part.ts';
import { byteLevelText } from '../text/byte-level.ts';
import { isWhiteSpace, readPattern } from '../text/patterns.ts';
import { inForm, type UnicodeForm } from '../text/unicode-form.ts';
import { bertNormalizer } from './bert.ts';
import { lowercased } from './lowercase.ts';
import type { Normalizer } from './normalizer.ts';
import { precompiledNormalizer } from './precompiled.ts';

export type { Normalizer } from './normalizer.ts';

/** The normaliser that a part of a `tokenizer.json` describes. */
export function createNormalizer(part: Part): Normalizer {
  return madeByType(part, {
    BertNormalizer: bertNormalizer,
    ByteLevel: () => byteLevelText,
    Lowercase: () => lowercased,
    NFC: () => toForm('NFC'),
    NFD: () => toForm('NFD'),
    NFKC: () => toForm('NFKC'),
    NFKD: () => toForm('NFKD'),
    Nmt: () => nmt,
    Precompiled: precompiledNormalizer,
    Prepend: prepend,
    Replace: replace,
    Sequence: sequence,
    Strip: strip,
    StripAccents: () => (text) => text.replaced(/\p{M}/gu, ''),
  });
}

function toForm(form: UnicodeForm): Normalizer {
  return (text) => inForm(text, form);
}

function sequence(part: Part): Normalizer {
  const steps = part.parts('normalizers').map(createNormalizer);
  return (text) => steps.reduce((made, step) => step(made), text);
}

function prepend(part: Part): Normalizer {
  const content = part.text('prepend');
  return (text) => text.prepended(content);
}

function replace(part: Part): Normalizer {
  const pattern = readPattern(part, 'pattern');
  const content = part.text('content');
  return (text) => text.replaced(pattern, content);
}

function strip(part: Part): Normalizer {
  const left = part.flag('strip_left');
  const right = part.flag('strip_right');
  return (text) => {
    let start = 0;
    let end = text.length;
    while (right && end > 0 && isWhiteSpace(text.text.charAt(end - 1))) end--;
    while (left && start < end && isWhiteSpace(text.text.charAt(start))) start++;
    return text.slice(start, end);
  };
}

/** What Google's neural machine translation cleaned away. */
const nmt: Normalizer = (from) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that go
  const text = from.replaced(/[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]/gu, '');
  return text.mapped(text.text.replace(/[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]/gu, ' '));
};
