/**
 * The text of whatever was thrown, for the message of another error.
 *
 * @example
 * ```ts
 * import { messageOf } from '@heed/core';
 * console.log(messageOf(new Error('no such file')), messageOf('oh')); // no such file oh
 * ```
 */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
