import { OptionError, showValue } from '@heed/core';

/** Refuses, of callers without types, what are no items one after the other, such as one text. */
export function checkItems(name: string, items: unknown): void {
  const come = Symbol.iterator in Object(items) || Symbol.asyncIterator in Object(items);
  if (come && typeof items !== 'string') return;
  throw new OptionError(`${name} must be a list, or come one after the other, got ${showValue(items)}`);
}
