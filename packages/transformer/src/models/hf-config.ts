import { FormatError, OptionError, showValue } from '@heed/core';

/**
 * A published `config.json`, read field by field: each family turns it into its own resolved config. Fields that a
 * family does not read are none of its business (published configs carry many that only training used).
 *
 * @example
 * ```ts
 * import { HfConfig } from '@heed/transformer';
 * const config = new HfConfig({ model_type: 'llama', hidden_size: 64 });
 * console.log(config.text('model_type'), config.number('hidden_size'), config.number('rope_theta', 10000));
 * ```
 */
export class HfConfig {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #name: string;

  /**
   * @param json What `JSON.parse` gave.
   * @param name What messages call it.
   * @throws {FormatError} for anything but an object.
   */
  constructor(json: unknown, name = 'config.json') {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      throw new FormatError(`${name}: expected a JSON object`);
    }
    this.#fields = new Map(Object.entries(json));
    this.#name = name;
  }

  /** True for a field that is there and not null. */
  has(field: string): boolean {
    return (this.#fields.get(field) ?? undefined) !== undefined;
  }

  /** True for a field that says null, for the few families where that is not the same as saying nothing. */
  isNull(field: string): boolean {
    return this.#fields.get(field) === null;
  }

  /** A finite number; `fallback` where the field is absent or null. */
  number(field: string, fallback?: number): number {
    const value = this.#read(field, fallback);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.#unexpected(field, 'a number', value);
  }

  /** A whole number from 1, such as a width or a number of layers. */
  size(field: string, fallback?: number): number {
    const value = this.number(field, fallback);
    if (Number.isInteger(value) && value >= 1 && value <= 2 ** 31) return value;
    throw this.#unexpected(field, 'a whole number from 1', value);
  }

  /** True or false; `fallback` where the field is absent or null. */
  flag(field: string, fallback?: boolean): boolean {
    const value = this.#read(field, fallback);
    if (typeof value === 'boolean') return value;
    throw this.#unexpected(field, 'true or false', value);
  }

  /** A text; `fallback` where the field is absent or null. */
  text(field: string, fallback?: string): string {
    const value = this.#read(field, fallback);
    if (typeof value === 'string') return value;
    throw this.#unexpected(field, 'a text', value);
  }

  /** A list of texts, or undefined where the field is absent. */
  texts(field: string): readonly string[] | undefined {
    const value = this.#read(field, undefined, true);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw this.#unexpected(field, 'a list of texts', value);
  }

  /** A list of finite numbers. */
  numbers(field: string): readonly number[] {
    const value = this.#read(field, undefined);
    if (Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isFinite(item))) {
      return value;
    }
    throw this.#unexpected(field, 'a list of numbers', value);
  }

  /** Ids of a field that holds one number or a list of them; none where it is absent. */
  ids(field: string): readonly number[] {
    const value = this.#read(field, undefined, true);
    const list: unknown[] = value === undefined ? [] : [value].flat();
    if (list.every((item) => typeof item === 'number' && Number.isInteger(item) && item >= 0)) {
      return list.map(Number);
    }
    throw this.#unexpected(field, 'an id or a list of ids', value);
  }

  /** A nested object, or undefined where the field is absent. */
  nested(field: string): HfConfig | undefined {
    const value = this.#read(field, undefined, true);
    return value === undefined ? undefined : new HfConfig(value, `${this.#name}: ${field}`);
  }

  /** All fields as they were read, for `JSON.stringify`. */
  toJSON(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#fields);
  }

  /** The error for a field whose value is sound, but not something that we do. */
  unsupported(field: string, supported: string): FormatError {
    return this.#unexpected(field, supported, this.#fields.get(field));
  }

  #read(field: string, fallback: unknown, optional = false): unknown {
    const value = this.#fields.get(field) ?? fallback;
    if (value === undefined && !optional) throw new FormatError(`${this.#name}: ${field} is missing`);
    return value;
  }

  #unexpected(field: string, expected: string, value: unknown): FormatError {
    const seen = JSON.stringify(value)?.slice(0, 80) ?? String(value);
    return new FormatError(`${this.#name}: ${field} must be ${expected}, found ${seen}`);
  }
}

/**
 * Refuses what is no {@link HfConfig}, such as the object that `JSON.parse` gave.
 *
 * @param name Who reads it, for the message.
 * @throws {OptionError} that says how one is made.
 *
 * @example
 * ```ts
 * import { checkHfConfig, HfConfig } from '@heed/transformer';
 * checkHfConfig('readMyConfig', new HfConfig({ hidden_size: 8 }));
 * ```
 */
export function checkHfConfig(name: string, given: unknown): asserts given is HfConfig {
  if (given instanceof HfConfig) return;
  throw new OptionError(
    `${name}: a config must be an HfConfig, which new HfConfig(json) makes, got ${showValue(given)}`,
  );
}
