import { OptionError } from './errors.ts';
import { isPlainObject } from './plain-object.ts';
import { showValue } from './weights/strict-json.ts';

/**
 * Refuses options that a function does not know, so that a misspelt option is never ignored in silence, and a `signal`
 * that is none.
 *
 * @param name The function or class that was called, for the message.
 * @param options The object that the caller gave.
 * @param known The names that are allowed.
 * @throws {OptionError} that lists the unknown and the known names, also for options that are no object, a list or a promise.
 *
 * @example
 * ```ts
 * import { checkOptions } from '@heed/core';
 * checkOptions('softmax', { axis: 1 }, ['axis']);
 * ```
 */
export function checkOptions(name: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Symbol.iterator in options || 'then' in options) {
    throw new OptionError(
      `${name}: options must be an object of ${listOf(known)}, got ${showValue(options)}`,
    );
  }
  for (const key of Object.keys(options)) if (!known.includes(key)) refuse(name, options, known);
  if ('signal' in options && options.signal !== undefined) checkSignal(name, options.signal);
}

/** A signal that is none would never end anything: an `AbortController` has one, and is none. */
function checkSignal(name: string, signal: unknown): void {
  const isObject = typeof signal === 'object' && signal !== null;
  if (isObject && 'aborted' in signal && 'addEventListener' in signal) return;
  const meant = isObject && 'signal' in signal ? 'its controller: give controller.signal' : showValue(signal);
  throw new OptionError(`${name}: signal must be an AbortSignal, got ${meant}`);
}

const listOf = (known: readonly string[]): string => (known.length > 0 ? known.join(', ') : 'none');

function refuse(name: string, options: object, known: readonly string[]): never {
  const unknown = Object.keys(options).filter((key) => !known.includes(key));
  throw new OptionError(`${name}: unknown option ${unknown.join(', ')}; known options: ${listOf(known)}`);
}

/**
 * Refuses a number that is not whole or out of range, such as a width or the size of a batch, and gives it back.
 *
 * @param name Whose number and which, for the message: `topK: k`.
 * @param least The smallest number that is allowed; 1 by default.
 * @param most The largest.
 * @throws {OptionError} that names the range and the number.
 *
 * @example
 * ```ts
 * import { checkWhole } from '@heed/core';
 * console.log(checkWhole('runBatches: batchSize', 8)); // 8
 * ```
 */
export function checkWhole(name: string, value: number, least = 1, most?: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= (most ?? value)) return value;
  const range = most === undefined ? `from ${least}` : `from ${least} to ${most}`;
  throw new OptionError(`${name} must be a whole number ${range}, got ${showValue(value)}`);
}

/**
 * Refuses a probability or another share that is no number from 0 to 1, and gives it back.
 *
 * @param name Whose and which, for the message: `dropout: rate`.
 * @throws {OptionError} that names what was given.
 *
 * @example
 * ```ts
 * import { checkShare } from '@heed/core';
 * console.log(checkShare('dropout: rate', 0.1)); // 0.1
 * ```
 */
export function checkShare(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new OptionError(`${name} must lie in 0…1, got ${showValue(value)}`);
}

/**
 * Refuses what is none of several choices, and gives back what is one.
 *
 * @param name Whose choice and which, for the message: `gelu: approximate`.
 * @throws {OptionError} that lists the choices.
 *
 * @example
 * ```ts
 * import { checkOneOf } from '@heed/core';
 * console.log(checkOneOf('gelu: approximate', 'tanh', ['none', 'tanh'])); // tanh
 * ```
 */
export function checkOneOf<Choice>(name: string, value: Choice, choices: readonly Choice[]): Choice {
  if (choices.includes(value)) return value;
  const list = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(choices.map(String));
  throw new OptionError(
    `${name} must be ${list}, got ${typeof value === 'string' ? value : showValue(value)}`,
  );
}

/** What {@link checkKind} tells apart, each with a member that only such things have. */
const marks = {
  'an object': 'hasOwnProperty',
  'a tensor': 'aliasWithShape',
  'a list': 'reverse',
  'a text': 'isWellFormed',
  'a map': 'get',
  'a function': 'call',
  'a RegExp': 'lastIndex',
  'a Blob': 'arrayBuffer',
  'a module': 'parameters',
  'a parameter': 'declaredDType',
  'a layer': 'forward',
  'a model with trainable values': 'trainableValues',
  'an optimizer': 'faultsOf',
  'a cache': 'append',
  'a session': 'prompts',
  'an objective': 'batch',
  'a tokenizer': 'tokenToId',
  'a RandomGenerator': 'nextSeed',
} as const;

/**
 * Refuses what is of another kind than a function takes, which callers without types may give: an array in the place of a
 * tensor, one text in the place of a list of them, a promise that nobody awaited.
 *
 * @param name Whose argument and which, for the message: `corpusBleu: candidates`.
 * @throws {OptionError} that names the kind, and what was given.
 *
 * @example
 * ```ts
 * import { checkKind } from '@heed/core';
 * checkKind('corpusBleu: candidates', ['a b', 'c'], 'a list');
 * ```
 */
export function checkKind(name: string, value: unknown, kind: keyof typeof marks): void {
  if (value !== null && value !== undefined && marks[kind] in Object(value)) return;
  throw new OptionError(`${name} must be ${kind}, got ${showValue(value)}`);
}

/**
 * Refuses what is no config, above all one that was forgotten. What is given to the constructor of `Module` is checked by
 * itself; this is for what happens before.
 *
 * @param name Who is made of it, for the message: `new.target.name`.
 * @throws {OptionError} for what is no plain object, and for an empty one.
 *
 * @example
 * ```ts
 * import { checkConfig } from '@heed/core';
 * checkConfig('MyModel', { width: 8 });
 * ```
 */
export function checkConfig(name: string, config: object): void {
  if (isPlainObject(config) && Object.keys(config).length > 0) return;
  throw new OptionError(
    `${name}: a config must be an object of settings, as readers of published configs give, got ${showValue(config)}`,
  );
}
