import { FormatError } from '../errors.ts';
import { checkKind } from '../options.ts';
import { showValue } from './strict-json.ts';

/**
 * Proves that a name from a file stays inside the folder it is joined to, and gives its parts: no absolute path, no
 * drive, no backslash, no step upwards or nowhere, nothing that a URL or a terminal reads otherwise.
 *
 * @throws {FormatError} that quotes the name.
 */
export function partsInside(name: string, where: string): readonly string[] {
  checkKind('partsInside: name', name, 'a text');
  checkKind('partsInside: where', where, 'a text');
  const parts = name.split('/');
  const bad = parts.some((part) => part === '' || part === '.' || part === '..') || /[\\:\p{Cc}]/u.test(name);
  if (bad || !name.isWellFormed()) {
    throw new FormatError(`${where}: the file name ${showValue(name)} does not stay inside the folder`);
  }
  return parts;
}
