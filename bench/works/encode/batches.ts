import { readFileSync } from 'node:fs';

const file = new URL('sentences.json', import.meta.url);
const { sentences }: { sentences: readonly string[] } = JSON.parse(readFileSync(file, 'utf8'));

/** The first `count` sentences, `size` at a time. */
export function batches(size: number, count: number): string[][] {
  return Array.from({ length: Math.ceil(count / size) }, (_, at) =>
    sentences.slice(at * size, Math.min(count, (at + 1) * size)),
  );
}
