import type { DecodingSession } from './decoding-session.ts';
import type { GeneratedToken, TextUnderWay } from './text-under-way.ts';

/** Adds the token of one position to a text. */
export type Answer = (text: TextUnderWay) => GeneratedToken;

/** Reads as much of a model's logits as the texts need to choose their tokens. */
export class Answers {
  /** Logits of the step before: all has been chosen of them, and the next ones may lie in their place. */
  #spent: Float32Array[][] | undefined;

  /** Lets a session read the next ids of each text: for each text and position an answer. */
  async read(
    session: DecodingSession,
    texts: readonly TextUnderWay[],
    ids: readonly (readonly number[])[],
    positions = 1,
  ): Promise<Answer[][]> {
    if (texts.every(({ takesLikeliest }) => takesLikeliest)) {
      const tokens = await session.likeliest(ids, positions);
      return tokens.map((row) => row.map((token) => (text) => text.addLikeliest(token)));
    }
    this.#spent = await session.next(ids, positions, this.#spent);
    return this.#spent.map((rows) => rows.map((logits) => (text) => text.add(logits)));
  }
}
