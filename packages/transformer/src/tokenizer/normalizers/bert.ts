import type { Part } from '../part.ts';
import type { AlignedText } from '../text/aligned-text.ts';
import { widthAt } from '../text/changes.ts';
import { inForm } from '../text/unicode-form.ts';
import { lowercased } from './lowercase.ts';
import type { Normalizer } from './normalizer.ts';

const controls = /[\0\ufffd]|(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}]/gu;
const spaces = /\p{White_Space}/gu;
const marks = /\p{Mn}/gu;
/** The blocks of Chinese characters that BERT knew. */
const chinese =
  /[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu;

/** BERT's own: control characters go, Chinese characters stand apart, accents and case go if asked. */
export function bertNormalizer(part: Part): Normalizer {
  const clean = part.flag('clean_text', true);
  const apart = part.flag('handle_chinese_chars', true);
  const lower = part.flag('lowercase', true);
  const strip = part.flag('strip_accents', lower);
  return (from) => {
    let text = from;
    if (clean) {
      text = text.replaced(controls, '');
      text = text.mapped(text.text.replace(spaces, ' '));
    }
    if (apart) text = chineseApart(text);
    if (strip) text = inForm(text, 'NFD').replaced(marks, '');
    return lower ? lowercased(text) : text;
  };
}

function chineseApart(from: AlignedText): AlignedText {
  const text = from.text.replace(chinese, ' $& ');
  if (text.length === from.length) return from;
  return from.derived(text, () => {
    const sources: number[] = [];
    const starts = new Set(Array.from(from.text.matchAll(chinese), ({ index }) => index));
    for (let at = 0; at < from.length; at += widthAt(from.text, at)) {
      const width = widthAt(from.text, at) + (starts.has(at) ? 2 : 0);
      for (let unit = 0; unit < width; unit++) sources.push(at);
    }
    return Int32Array.from(sources);
  });
}
