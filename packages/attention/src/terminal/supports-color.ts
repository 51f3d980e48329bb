/** The part of a stream such as `process.stdout` that {@link supportsColor} looks at. */
export interface ColorStream {
  readonly isTTY?: boolean | undefined;
}

/**
 * Whether to write in colour to a stream. `FORCE_COLOR` decides if it is set (0 and false mean no), then
 * `NO_COLOR` (https://no-color.org) if it is not empty; else a terminal gets colour unless it is `dumb`.
 *
 * @param stream Where the text goes, such as `process.stdout`.
 * @param environment The variables that the program was started with, such as `process.env`.
 *
 * @example
 * ```ts
 * import { supportsColor } from '@heed/attention/terminal';
 * console.log(supportsColor({ isTTY: true }, {})); // true
 * console.log(supportsColor({ isTTY: true }, { NO_COLOR: '1' })); // false
 * ```
 */
export function supportsColor(
  stream: ColorStream,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force.toLowerCase() !== 'false';
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}
