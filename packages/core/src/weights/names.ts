import { checkKind } from '../options.ts';

/**
 * A module's path as checkpoints write it: each word after the first behind an underscore, in lower case. Digits are
 * part of the word before them, so that `fc1` stays `fc1`; a checkpoint's `ln_1` is the field `ln_1`.
 *
 * @example
 * ```ts
 * import { toSnakeCase } from '@heed/core';
 * console.log(toSnakeCase('layers.0.selfAttention.qProj.weight')); // layers.0.self_attention.q_proj.weight
 * ```
 */
export function toSnakeCase(path: string): string {
  checkKind('toSnakeCase: path', path, 'a text');
  return path.replace(/(?<=[A-Za-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * A checkpoint's key as the path of fields in a module; undoes {@link toSnakeCase}.
 *
 * @example
 * ```ts
 * import { toCamelCase } from '@heed/core';
 * console.log(toCamelCase('layers.0.self_attention.q_proj.weight')); // layers.0.selfAttention.qProj.weight
 * ```
 */
export function toCamelCase(key: string): string {
  checkKind('toCamelCase: key', key, 'a text');
  return key.replace(/(?<=[A-Za-z0-9])_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
