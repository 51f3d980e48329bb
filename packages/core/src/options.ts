import { OptionError } from './errors.ts';

/**
 * Refuses options that a function does not know, so that a misspelt option is never ignored in silence, and a `signal`
 * that is none.
 *
 * @param name The function or class that was called, for the message.
 * @param options The object that the caller gave.
 * @param known The names that are allowed.
 * @throws {OptionError} that lists the unknown and the known names, also for options that are no object.
 *
 * @example
 * ```ts
 * import { checkOptions } from '@heed/core';
 * checkOptions('softmax', { axis: 1 }, ['axis']);
 * ```
 */
export function checkOptions(name: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new OptionError(`${name}: options must be an object of ${listOf(known)}, got ${String(options)}`);
  }
  for (const key of Object.keys(options)) if (!known.includes(key)) refuse(name, options, known);
  if ('signal' in options && options.signal !== undefined) checkSignal(name, options.signal);
}

/** A signal that is none would never end anything: an `AbortController` has one, and is none. */
function checkSignal(name: string, signal: unknown): void {
  const isObject = typeof signal === 'object' && signal !== null;
  if (isObject && 'aborted' in signal && 'addEventListener' in signal) return;
  const meant = isObject && 'signal' in signal ? 'its controller: give controller.signal' : String(signal);
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
  throw new OptionError(`${name} must be a whole number ${range}, got ${value}`);
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
  throw new OptionError(`${name} must be ${list}, got ${String(value)}`);
}
