import type { Shortlist } from './candidates.ts';
import type { DecodingSession } from './decoding-session.ts';
import type { GeneratedToken, TextUnderWay } from './text-under-way.ts';

/** Adds the token of one position to a text. */
export type Answer = (text: TextUnderWay) => GeneratedToken;

/** Reads as much of a model's logits as the texts need to choose their tokens. */
export class Answers {
  /** A row of a step before: all has been chosen of it, and the next ones may lie in its place. */
  #spent: Float32Array | undefined;

  /** Lets a session read the next ids of each text: for each text and position an answer. */
  async read(
    session: DecodingSession,
    texts: readonly TextUnderWay[],
    ids: readonly (readonly number[])[],
    positions = 1,
  ): Promise<Answer[][]> {
    const shortlist = shortlistOf(texts, positions);
    const rows =
      shortlist === undefined
        ? await session.next(ids, positions, this.#spent)
        : await session.candidates(ids, positions, shortlist, this.#spent);
    this.#spent = rows.flat().find((next) => next instanceof Float32Array) ?? this.#spent;
    return rows.map((row) => row.map((next) => (text) => text.add(next)));
  }
}

/** One that serves all texts; none where a text asks for whole rows. */
function shortlistOf(texts: readonly TextUnderWay[], positions: number): Shortlist | undefined {
  const wanted = texts.flatMap((text) => text.wanted(positions) ?? []);
  if (wanted.length < texts.length) return undefined;
  const needsTotals = wanted.some(({ temperature }) => temperature !== undefined);
  return {
    count: Math.max(...wanted.map(({ count }) => count)),
    temperatures: needsTotals ? wanted.map(({ temperature = 1 }) => temperature) : undefined,
    narrow: (largest, row) => texts[row]?.narrow(largest),
  };
}
