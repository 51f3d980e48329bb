import file from './sentences.json' with { type: 'json' };

/** The first `count` sentences, `size` at a time. */
export function batches(size: number, count: number): string[][] {
  return Array.from({ length: Math.ceil(count / size) }, (_, at) =>
    file.sentences.slice(at * size, Math.min(count, (at + 1) * size)),
  );
}
