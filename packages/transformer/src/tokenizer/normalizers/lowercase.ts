import type { AlignedText } from '../text/aligned-text.ts';

/** Lower case, each character for itself: a sigma at the end of a word is like any other. */
export function lowercased(from: AlignedText): AlignedText {
  const text = from.text.replaceAll('Σ', 'σ').toLowerCase();
  // The only character whose lower case is of another length is İ, which becomes i and a dot above.
  if (text.length === from.length) return from.mapped(text);
  return from.derived(text, () => {
    const sources: number[] = [];
    for (let at = 0; at < from.length; at++) {
      sources.push(at);
      if (from.text[at] === 'İ') sources.push(at);
    }
    return Int32Array.from(sources);
  });
}
