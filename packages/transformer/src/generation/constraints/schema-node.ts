import { OptionError } from '@heed/core';
import type { Expression } from './expression.ts';
import { keywords, remarks, types } from './schema-keywords.ts';

/** Whole numbers up to here, and the next powers of ten, are exact. */
const largestBound = 999_999_999_999_999;

/** Refuses keywords that are not supported, wherever they stand. */
export function checkKeywords(node: SchemaNode): void {
  const unknown = node.keys().find((key) => !keywords.has(key) && !remarks.includes(key));
  if (unknown !== undefined) throw node.refused(`${unknown} is`);
}

/** A part of a JSON schema, and its place in the whole as a JSON pointer. */
export class SchemaNode {
  readonly value: unknown;
  readonly place: string;
  readonly #root: unknown;

  constructor(value: unknown, place = '#', root: unknown = value) {
    this.value = value;
    this.place = place;
    this.#root = root;
    if (value !== true && !isObject(value)) {
      throw new OptionError(`JSON schema ${place}: must be an object or true, got ${JSON.stringify(value)}`);
    }
  }

  /** The error for something that is not supported: "uniqueItems is". */
  refused(what: string): OptionError {
    return new OptionError(`JSON schema ${this.place}: ${what} not supported`);
  }

  keys(): string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }

  /** Where `$ref` leads. */
  reference(): SchemaNode | undefined {
    const target = this.text('$ref');
    if (target === undefined) return undefined;
    this.#alone('$ref');
    if (!target.startsWith('#')) throw this.refused(`$ref ${target}, outside of the schema, is`);
    let value = this.#root;
    for (const part of target.slice(1).split('/').slice(1)) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      value =
        (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, key)
          ? Reflect.get(value, key)
          : undefined;
    }
    if (value === undefined) throw new OptionError(`JSON schema ${this.place}: $ref ${target} leads nowhere`);
    return new SchemaNode(value, target, this.#root);
  }

  /** The values of `enum` or `const`. */
  constants(): readonly unknown[] | undefined {
    const word = ['const', 'enum'].find((key) => this.has(key));
    if (word === undefined) return undefined;
    this.#alone(word, 'type');
    const given = this.#get(word);
    const values: unknown = word === 'const' ? [given] : given;
    if (!Array.isArray(values) || values.length === 0) throw this.#wrong('enum', 'a list of values', values);
    const named = this.types();
    const fitting = values.filter(
      (value) => named.length === 0 || named.some((type) => isOfType(value, type)),
    );
    if (fitting.length === 0)
      throw new OptionError(`JSON schema ${this.place}: no value of ${word} has the type`);
    return fitting;
  }

  /** The schemas of `anyOf`, `oneOf`, or of an `allOf` of one. */
  alternatives(): SchemaNode[] | undefined {
    const word = ['anyOf', 'oneOf', 'allOf'].find((key) => this.has(key));
    if (word === undefined) return undefined;
    this.#alone(word);
    const parts = this.list(word);
    if (word === 'allOf' && parts.length > 1) throw this.refused('allOf of more than one is');
    return parts;
  }

  /** The types that `type` names, or that the other keywords are about. */
  types(): string[] {
    const given = this.#get('type');
    const named = given === undefined ? [] : Array.isArray(given) ? given : [given];
    for (const type of named) if (!types.includes(type)) throw this.#wrong('type', types.join(', '), type);
    const meant = new Set(this.keys().flatMap((key) => keywords.get(key) || []));
    for (const type of named) meant.delete(type === 'integer' ? 'number' : type);
    if (meant.size > 0 && (named.length > 0 || meant.size > 1)) {
      throw this.refused(`${[...meant].join(' and ')} keywords without that type are`);
    }
    return named.length > 0 ? named : [...meant];
  }

  text(key: string): string | undefined {
    const value = this.#get(key);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrong(key, 'a text', value);
  }

  regex(pattern: string): RegExp {
    try {
      return new RegExp(pattern, 'u');
    } catch (cause) {
      throw new OptionError(`JSON schema ${this.place}: pattern ${pattern} is no regular expression`, {
        cause,
      });
    }
  }

  /** Two limits of a count; no limit by default. */
  counts(least: string, most: string): [least: number, most: number] {
    const limits = [this.#number(least) ?? 0, this.#number(most) ?? Number.POSITIVE_INFINITY] as const;
    for (const limit of limits) {
      if (!(Number.isSafeInteger(limit) || limit === Number.POSITIVE_INFINITY) || limit < 0) {
        throw this.#wrong(`${least} and ${most}`, 'whole numbers from 0', limit);
      }
    }
    if (limits[0] > limits[1]) throw this.#wrong(most, `at least ${limits[0]}`, limits[1]);
    return [...limits];
  }

  /** The limits of a whole number. */
  integerBounds(): [least: number, most: number] {
    const none = Number.POSITIVE_INFINITY;
    const least = Math.max(
      Math.ceil(this.#number('minimum') ?? -none),
      Math.floor(this.#number('exclusiveMinimum') ?? -none) + 1,
    );
    const most = Math.min(
      Math.floor(this.#number('maximum') ?? none),
      Math.ceil(this.#number('exclusiveMaximum') ?? none) - 1,
    );
    for (const bound of [least, most]) {
      if (Number.isFinite(bound) && Math.abs(bound) > largestBound)
        throw this.refused(`the bound ${bound} is`);
    }
    if (least > most)
      throw new OptionError(`JSON schema ${this.place}: no whole number from ${least} to ${most}`);
    return [least, most];
  }

  /** True for a number from 0 on; other bounds of numbers that need not be whole are refused. */
  isNotNegative(): boolean {
    const bound = ['maximum', 'exclusiveMinimum', 'exclusiveMaximum'].find((key) => this.has(key));
    if (bound !== undefined) throw this.refused(`${bound} of a number is`);
    const least = this.#number('minimum');
    if (least !== undefined && least !== 0) throw this.refused(`a minimum of a number other than 0 is`);
    return least === 0;
  }

  /** The schemas of a list, none if it is absent. */
  list(key: string): SchemaNode[] {
    const parts = this.#get(key) ?? [];
    if (!Array.isArray(parts)) throw this.#wrong(key, 'a list of schemas', parts);
    return parts.map((part, index) => this.#child(part, key, String(index)));
  }

  /** What the further items of a list are; undefined where there are none. */
  items(inner: (node: SchemaNode) => Expression, anything: Expression): Expression | undefined {
    const items = this.#get('items');
    if (items === false) return undefined;
    return items === undefined ? anything : inner(this.#child(items, 'items'));
  }

  properties(): [name: string, schema: SchemaNode][] {
    const given = this.#get('properties') ?? {};
    if (!isObject(given)) throw this.#wrong('properties', 'an object', given);
    return Object.entries(given).map(([name, schema]) => [name, this.#child(schema, 'properties', name)]);
  }

  required(): string[] {
    const names = this.#get('required') ?? [];
    if (!Array.isArray(names) || names.some((name) => typeof name !== 'string')) {
      throw this.#wrong('required', 'a list of names', names);
    }
    return names;
  }

  /** What the members are that have no schema of their own; undefined where there are none. */
  additional(): SchemaNode | undefined {
    const others = this.#get('additionalProperties') ?? true;
    return others === false ? undefined : this.#child(others, 'additionalProperties');
  }

  #child(value: unknown, ...path: string[]): SchemaNode {
    const escaped = path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
    return new SchemaNode(value, [this.place, ...escaped].join('/'), this.#root);
  }

  #number(key: string): number | undefined {
    const value = this.#get(key);
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
    throw this.#wrong(key, 'a number', value);
  }

  /** Refuses other keywords beside these: they would have to hold as well. */
  #alone(word: string, ...others: string[]): void {
    const other = this.keys().find((key) => key !== word && !others.includes(key) && keywords.has(key));
    if (other !== undefined) throw this.refused(`${other} beside ${word} is`);
  }

  #wrong(key: string, expected: string, seen: unknown): OptionError {
    return new OptionError(
      `JSON schema ${this.place}: ${key} must be ${expected}, got ${JSON.stringify(seen)}`,
    );
  }

  #get(key: string): unknown {
    return isObject(this.value) && Object.hasOwn(this.value, key) ? Reflect.get(this.value, key) : undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'object' ? isObject(value) : typeof value === type;
}

/** A part of a fragment without its percent signs; as it is, where it is none. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
