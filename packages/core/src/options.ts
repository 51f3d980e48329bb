import { OptionError } from './errors.ts';

/**
 * Refuses options that a function does not know, so that a misspelt option is never ignored in silence.
 *
 * @param name The function or class that was called, for the message.
 * @param options The object that the caller gave.
 * @param known The names that are allowed.
 * @throws {OptionError} that lists the unknown and the known names.
 *
 * @example
 * ```ts
 * import { checkOptions } from '@heed/core';
 * checkOptions('softmax', { axis: 1 }, ['axis']);
 * ```
 */
export function checkOptions(name: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) if (!known.includes(key)) refuse(name, options, known);
}

function refuse(name: string, options: object, known: readonly string[]): never {
  const unknown = Object.keys(options).filter((key) => !known.includes(key));
  const list = known.length > 0 ? known.join(', ') : 'none';
  throw new OptionError(`${name}: unknown option ${unknown.join(', ')}; known options: ${list}`);
}
