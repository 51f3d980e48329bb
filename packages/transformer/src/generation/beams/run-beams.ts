import type { DecodingSession } from '../decoding-session.ts';
import type { Continuation } from './beam-search.ts';

/** The beams of one prompt, as the loop sees them. */
export interface Beams {
  readonly alive: readonly Continuation[];
  readonly isDone: boolean;
  /** Goes on by one token, given the log-probabilities of the next token of each beam, [vocabulary] each. */
  step(scores: readonly Float64Array[]): void;
}

/** From the logits of a text's next token to its log-probabilities. */
export type Scoring = (logits: Float32Array, text: Continuation, prompt: number) => Float64Array;

/**
 * Runs the beams of all prompts together until all are done: the rows of the session follow the beams, and prompts that
 * are done leave.
 *
 * @param mayGoOn Asked before each step.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { baseConfig, type Beams, EncoderDecoder, likeliestToken, logProbabilities, runBeams, SequenceSession } from '@heed/transformer';
 * // The likeliest token each time, five times.
 * class Five implements Beams {
 *   alive = [{ ids: [] as readonly number[], logProbability: 0, parent: 0 }];
 *   isDone = false;
 *   step([scores = new Float64Array()]: readonly Float64Array[]): void {
 *     this.alive = this.alive.map((text) => ({ ...text, ids: [...text.ids, likeliestToken(scores)] }));
 *     this.isDone = this.alive[0]?.ids.length === 5;
 *   }
 * }
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
 * const session = new SequenceSession(model, () => model.encode(tensor([[3, 4, 2]], { dtype: 'int32' })), 1);
 * const search = new Five();
 * await runBeams(session, [search], () => true, (logits) => logProbabilities(logits));
 * session.dispose();
 * console.log(search.alive[0]?.ids.length); // 5
 * ```
 */
export async function runBeams(
  session: DecodingSession,
  searches: readonly Beams[],
  mayGoOn: (step: number) => boolean,
  scoring: Scoring,
): Promise<void> {
  let unread = session.prompts;
  for (let step = 0; unread.length > 0 && mayGoOn(step); step++) {
    const logits = await session.next(unread);
    const next: { readonly parent: number; readonly ids: readonly number[] }[] = [];
    let first = 0;
    for (const [prompt, search] of searches.entries()) {
      if (search.isDone) continue;
      const before = search.alive;
      search.step(
        before.map((text, beam) => scoring(logits[first + beam]?.[0] ?? new Float32Array(), text, prompt)),
      );
      if (!search.isDone) {
        next.push(...search.alive.map(({ ids, parent }) => ({ ids: ids.slice(-1), parent: first + parent })));
      }
      first += before.length;
    }
    unread = next.map(({ ids }) => ids);
    if (next.length > 0) session.select(next.map(({ parent }) => parent));
  }
}
