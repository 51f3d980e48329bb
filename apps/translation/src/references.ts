import { normalizeSentence, readLines } from './parallel-text.ts';

/** A sentence to translate and the translations that count as right. */
export interface ReferenceRow {
  readonly source: string;
  readonly references: readonly string[];
}

/** Reads a test file: source, translation, and in further columns further translations. */
export async function* readReferences(path: string): AsyncGenerator<ReferenceRow> {
  for await (const line of readLines(path)) {
    const [source = '', ...references] = line.split('\t').map(normalizeSentence);
    const given = references.filter((reference) => reference !== '');
    if (source !== '' && given.length > 0) yield { source, references: given };
  }
}
