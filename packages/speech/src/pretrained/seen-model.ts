import type { Module } from '@heed/core';

/** The model that was given, for a message; a promise of `fromPretrained` has none. */
export function seenModel(model: Module | undefined): string {
  return model?.constructor.name ?? 'no model: it takes what `await fromPretrained(…)` gives';
}
