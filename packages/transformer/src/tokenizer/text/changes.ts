/**
 * What becomes of a text, character by character: a new one is in the place of the next old one (`change` 0), stands
 * beside the one before (1), or is in the place of the next old one and of some after it (minus their number).
 */
export interface Changes {
  readonly characters: readonly string[];
  readonly changes: readonly number[];
}

/**
 * Of every unit of the text that changes make of `text`, the unit that it comes from, as `tokenizers` in Rust aligns
 * them.
 */
export function changedSources(text: string, { characters, changes }: Changes): Int32Array {
  const sources: number[] = [];
  let at = 0;
  for (const [index, character] of characters.entries()) {
    const change = changes[index] ?? 0;
    const source = change > 0 ? at - 1 : at;
    for (let skipped = change; skipped <= 0 && at < text.length; skipped++) at += widthAt(text, at);
    for (let unit = 0; unit < character.length; unit++) sources.push(source);
  }
  return Int32Array.from(sources);
}

/** Units of the character that begins at a place. */
export function widthAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
