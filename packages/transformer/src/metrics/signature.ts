import { checkKind, ShapeError } from '@heed/core';
import { checkTexts } from './check-texts.ts';

/** The version of this package, as signatures state it. A test keeps it equal to package.json. */
export const version = '0.0.0';

/** What a score was computed with, in the manner of sacrebleu's signatures: `nrefs:1|case:mixed|…|version:heed-…`. */
export function signature(
  references: readonly (readonly string[])[],
  settings: Readonly<Record<string, string | number>>,
): string {
  const counts = new Set(references.map(({ length }) => length));
  const [count] = counts;
  const nrefs = counts.size === 1 && count !== undefined ? count : 'var';
  const entries = Object.entries({ nrefs, ...settings, version: `heed-${version}` });
  return entries.map(([key, value]) => `${key}:${value}`).join('|');
}

/** Refuses hypotheses and references that do not belong together. */
export function checkCorpus(
  name: string,
  hypotheses: readonly string[],
  references: readonly (readonly string[])[],
): void {
  checkTexts(`${name}: hypotheses`, hypotheses);
  checkKind(`${name}: references`, references, 'a list');
  if (hypotheses.length === 0) throw new ShapeError(`${name}: there are no hypotheses to score`);
  if (hypotheses.length !== references.length) {
    throw new ShapeError(
      `${name}: ${hypotheses.length} hypotheses need as many lists of references, got ${references.length}`,
    );
  }
  for (const [index, list] of references.entries()) {
    checkTexts(`${name}: references[${index}]`, list);
    if (list.length === 0)
      throw new ShapeError(`${name}: references[${index}] must be a list of one reference or more`);
  }
}
