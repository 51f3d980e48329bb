import { FormatError } from '@heed/core';
import type { Part } from '../part.ts';
import { type Changes, changedSources } from '../text/changes.ts';
import type { Normalizer } from './normalizer.ts';

/**
 * The rules that SentencePiece compiles into a model: a double array (Aoe 1989) over the bytes of what is replaced, and
 * the replacements. As there, a cluster of characters shorter than six bytes is looked up as one, then each of its
 * characters; and the shortest rule that the bytes begin with replaces all of them.
 */
export function precompiledNormalizer(part: Part): Normalizer {
  const rules = new CompiledRules(part.text('precompiled_charsmap', ''), part.where);
  if (rules.isEmpty) return (text) => text;
  const untouched = untouchedRuns(rules);
  return (from) => {
    const parts: string[] = [];
    for (const { old, replacement } of walk(from.text, rules, untouched)) parts.push(replacement ?? old);
    const text = parts.join('');
    return text === from.text
      ? from
      : from.derived(text, () => changedSources(from.text, changesOf(walk(from.text, rules, untouched))));
  };
}

/** A stretch of text and what replaces it; undefined if it stays as it is. */
interface Replacement {
  readonly old: string;
  readonly replacement?: string | undefined;
}

const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });

function* walk(text: string, rules: CompiledRules, untouched: RegExp): Generator<Replacement> {
  let at = 0;
  for (const match of text.matchAll(untouched)) {
    yield* walkClusters(text.slice(at, match.index), rules);
    yield { old: match[0] };
    at = match.index + match[0].length;
  }
  yield* walkClusters(text.slice(at), rules);
}

function* walkClusters(text: string, rules: CompiledRules): Generator<Replacement> {
  if (text === '') return;
  for (const { segment } of clusters.segment(text)) {
    const whole = isShort(segment) ? rules.replacement(segment) : undefined;
    if (whole !== undefined) yield { old: segment, replacement: whole };
    else for (const character of segment) yield { old: character, replacement: rules.replacement(character) };
  }
}

/** Runs of ASCII without a rule, which need no look: no character after them is a part of their clusters. */
function untouchedRuns(rules: CompiledRules): RegExp {
  const codes = Array.from({ length: 128 }, (_, code) => code).filter(
    (code) => code !== 0x0d && rules.replacement(String.fromCharCode(code)) === undefined,
  );
  const characters = codes.map((code) => `\\x${code.toString(16).padStart(2, '0')}`).join('');
  return new RegExp(`[${characters}]+(?=[\\0-\\x7f]|$)`, 'gu');
}

function changesOf(replacements: Iterable<Replacement>): Changes {
  const made: { characters: string[]; changes: number[] } = { characters: [], changes: [] };
  for (const { old, replacement } of replacements) {
    if (replacement !== undefined) addReplacement(made, old, replacement);
    else {
      for (const character of old) {
        made.characters.push(character);
        made.changes.push(0);
      }
    }
  }
  return made;
}

function addReplacement(made: { characters: string[]; changes: number[] }, old: string, text: string): void {
  const characters = Array.from(text);
  const more = characters.length - Array.from(old).length;
  for (const [index, character] of characters.entries()) {
    made.characters.push(character);
    made.changes.push(index >= characters.length - more ? 1 : 0);
  }
  const last = made.changes.length - 1;
  if (more < 0 && last >= 0) made.changes[last] = (made.changes[last] ?? 0) + more;
}

const encoder = new TextEncoder();

function isShort(cluster: string): boolean {
  return cluster.length < 6 && encoder.encode(cluster).length < 6;
}

class CompiledRules {
  readonly #units: Uint32Array;
  readonly #texts: Uint8Array;
  readonly #known = new Map<string, string | undefined>();

  constructor(base64: string, where: string) {
    const bytes = fromBase64(base64, where);
    const view = new DataView(bytes.buffer);
    const size = bytes.length >= 4 ? view.getUint32(0, true) : 0;
    if (size % 4 !== 0 || size > Math.max(0, bytes.length - 4)) {
      throw new FormatError(`${where}: precompiled_charsmap says ${size} bytes of ${bytes.length}`);
    }
    this.#units = Uint32Array.from({ length: size / 4 }, (_, unit) => view.getUint32(4 + 4 * unit, true));
    this.#texts = bytes.subarray(4 + size);
  }

  get isEmpty(): boolean {
    return this.#units.length === 0;
  }

  /** What replaces a text, or undefined if nothing does. */
  replacement(text: string): string | undefined {
    if (!this.#known.has(text)) {
      if (this.#known.size >= 50_000) this.#known.clear();
      this.#known.set(text, this.#lookUp(encoder.encode(text)));
    }
    return this.#known.get(text);
  }

  #lookUp(bytes: Uint8Array): string | undefined {
    let unit = this.#units[0] ?? 0;
    let node = offsetOf(unit);
    for (const byte of bytes) {
      if (byte === 0) return undefined;
      node ^= byte;
      unit = this.#units[node] ?? 0;
      if ((unit & 0x800000ff) >>> 0 !== byte) return undefined;
      node ^= offsetOf(unit);
      // A bit says that a rule ends here; its value stands where the byte 0 leads.
      if (((unit >>> 8) & 1) === 1) return this.#textAt((this.#units[node] ?? 0) & 0x7fffffff);
    }
    return undefined;
  }

  #textAt(start: number): string {
    const end = this.#texts.indexOf(0, start);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      this.#texts.subarray(start, end < 0 ? this.#texts.length : end),
    );
  }
}

function offsetOf(unit: number): number {
  return ((unit >>> 10) << ((unit & 0x200) >>> 6)) >>> 0;
}

function fromBase64(text: string, where: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new FormatError(`${where}: precompiled_charsmap is not base64`, { cause });
  }
}
