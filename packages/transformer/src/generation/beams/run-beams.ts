import { checkKind } from '@heed/core';
import type { DecodingSession } from '../decoding-session.ts';
import type { Continuation } from './beam-search.ts';

/** The beams of one prompt, as the loop sees them. */
export interface Beams {
  readonly alive: readonly Continuation[];
  readonly isDone: boolean;
  /** Goes on by one token, given the log-probabilities of the next token of each beam, [vocabulary] each. */
  step(scores: readonly RowScores[]): void;
}

/** Log-probabilities of the next token of a text, [vocabulary]. */
export type RowScores = Float32Array | Float64Array;

/** From what the session gives for a text's next token, logits or log-probabilities, to its log-probabilities. */
export type Scoring = (scores: Float32Array, text: Continuation, prompt: number) => RowScores;

/**
 * Runs the beams of all prompts together until all are done: the rows of the session follow the beams, and prompts that
 * are done leave.
 *
 * @param mayGoOn Asked before each step.
 *
 * @example
 * ```ts
 * import { logSoftmax, RandomGenerator, tensor } from '@heed/core';
 * import { baseConfig, type Beams, EncoderDecoder, likeliestToken, runBeams, SequenceSession } from '@heed/transformer';
 * // The likeliest token each time, five times.
 * class Five implements Beams {
 *   alive = [{ ids: [] as readonly number[], logProbability: 0, parent: 0 }];
 *   isDone = false;
 *   step([scores = new Float32Array()]: Parameters<Beams['step']>[0]): void {
 *     this.alive = this.alive.map((text) => ({ ...text, ids: [...text.ids, likeliestToken(scores)] }));
 *     this.isDone = this.alive[0]?.ids.length === 5;
 *   }
 * }
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
 * const source = tensor([[3, 4, 2]], { dtype: 'int32' });
 * const session = new SequenceSession(model, () => model.encode(source), 1, { scores: (x) => logSoftmax(x) });
 * const search = new Five();
 * await runBeams(session, [search], () => true, (scores) => scores);
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
  checkKind('runBeams: session', session, 'a session');
  checkKind('runBeams: searches', searches, 'a list');
  checkKind('runBeams: mayGoOn', mayGoOn, 'a function');
  checkKind('runBeams: scoring', scoring, 'a function');
  let unread = session.prompts;
  for (let step = 0; unread.length > 0 && mayGoOn(step); step++) {
    const scores = await session.next(unread);
    const next: { readonly parent: number; readonly ids: readonly number[] }[] = [];
    let first = 0;
    for (const [prompt, search] of searches.entries()) {
      if (search.isDone) continue;
      const before = search.alive;
      search.step(
        before.map((text, beam) => scoring(scores[first + beam]?.[0] ?? new Float32Array(), text, prompt)),
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
