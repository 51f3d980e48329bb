import { FormatError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { foreignFormat } from './foreign-format.ts';
import { placeOfError } from './json-place.ts';

const maximumDepth = 64;

/**
 * Parses JSON from a file that is not trusted. Beyond `JSON.parse` it refuses a key that stands twice in one object,
 * of which `JSON.parse` would keep the last in silence, and nesting so deep that it costs far more memory than text.
 *
 * @param text The JSON.
 * @param name What it is, for the message.
 * @throws {FormatError} that names line and column, or the key.
 */
export function parseStrictJson(text: string, name: string): unknown {
  if (typeof text !== 'string') throw new FormatError(`${name}: JSON is a text, got ${showValue(text)}`);
  checkKeys(text, name);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = messageOf(cause);
    const place = /line \d+/.test(message) ? '' : ` (${placeOfError(text)})`;
    throw new FormatError(`${name} is not JSON: ${message}${place}${foreignFormat(text)}`, { cause });
  }
}

/** Walks over the text once; what is not JSON at all is left to the parser, which names the place. */
function checkKeys(text: string, name: string): void {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') open.push(new Set());
    else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      if (isFollowedByColon(text, end)) addKey(open.at(-1), text.slice(at, end), name);
      at = end - 1;
    }
    if (open.length > maximumDepth)
      throw new FormatError(`${name} is nested deeper than ${maximumDepth} levels`);
  }
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, text.length);
}

function isFollowedByColon(text: string, at: number): boolean {
  let next = at;
  while (text[next] === ' ' || text[next] === '\n' || text[next] === '\t' || text[next] === '\r') next++;
  return text[next] === ':';
}

function addKey(keys: Set<string> | undefined, literal: string, name: string): void {
  const key = literal.includes('\\') ? normalize(literal) : literal;
  if (keys?.has(key)) throw new FormatError(`${name}: the key ${key} stands twice in one object`);
  keys?.add(key);
}

/** The same key may be written with other escapes. */
function normalize(literal: string): string {
  try {
    return JSON.stringify(JSON.parse(literal));
  } catch {
    return literal;
  }
}

/**
 * An unknown value for a message: short, whatever it is.
 *
 * @example
 * ```ts
 * import { showValue } from '@heed/core';
 * console.log(showValue('a\nb'), showValue([1, null]), showValue({})); // "a\nb" [1, null] an object
 * ```
 */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) {
    const shown = value.slice(0, 8).map(showValue);
    return `[${shown.join(', ')}${value.length > 8 ? ', …' : ''}]`;
  }
  if (value instanceof Promise) return 'a promise: await it first';
  if (typeof value === 'object' && value !== null) {
    const { name } = Object(value.constructor);
    return typeof name !== 'string' || name === 'Object' ? 'an object' : `an object of class ${name}`;
  }
  return showText(String(typeof value === 'string' ? JSON.stringify(value) : value));
}

/** A text for a message, cut after 80 characters. */
export function showText(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** True for what JSON calls an object. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
