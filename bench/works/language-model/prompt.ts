/** Ids of a prompt without meaning, spread over the vocabulary. */
export function promptIds(length: number): number[] {
  return Array.from({ length }, (_, at) => 100 + ((at * 7919) % 40_000));
}

/** The first tokens of an answer, which sides are compared by. */
export const compared = 6;
