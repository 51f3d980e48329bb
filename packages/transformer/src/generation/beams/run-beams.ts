import type { DecodingSession } from '../decoding-session.ts';
import type { Continuation } from './beam-search.ts';

/** The beams of one prompt, as the loop sees them. */
export interface Beams {
  readonly alive: readonly Continuation[];
  readonly isDone: boolean;
  step(scores: readonly Float64Array[]): void;
}

/** From the logits of a text's next token to its log-probabilities. */
export type Scoring = (logits: Float32Array, text: Continuation, prompt: number) => Float64Array;

/**
 * Runs the beams of all prompts together until all are done: the rows of the session follow the beams, and prompts that
 * are done leave.
 *
 * @param mayGoOn Asked before each step.
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
