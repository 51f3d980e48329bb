import { showValue, ValueError } from '@heed/core';
import { Answers } from './answers.ts';
import type { ChoosingRules } from './choosing-rules.ts';
import type { DecodingSession } from './decoding-session.ts';
import type { DraftSource } from './drafts/draft-source.ts';
import { limitWithin } from './stopping.ts';
import { type GeneratedToken, TextUnderWay } from './text-under-way.ts';

/** What the decoding loop is told beside how tokens are chosen. */
export interface DecodingOptions {
  /** Guesses of what comes next, that the model checks in one pass. The text is the same, and comes sooner. */
  readonly draft?: DraftSource;
  /** Ends the work before the next step; what was generated stays. */
  readonly signal?: AbortSignal;
}

/**
 * The decoding loop. With a draft there is one text, and several of its tokens may come from one pass.
 *
 * @param start Puts the model to work.
 */
export async function* decode(
  start: () => DecodingSession,
  rules: ChoosingRules,
  { draft, signal }: DecodingOptions,
): AsyncGenerator<GeneratedToken, void, undefined> {
  const { limit } = rules;
  if (limit === 0) return;
  const session = start();
  try {
    const limits = session.limits.map((room) => limitWithin(limit, room));
    let texts = session.prompts.map((ids, row) => new TextUnderWay(row, ids, limits[row] ?? limit, rules));
    let unread = session.prompts;
    const answers = new Answers();
    while (texts.length > 0 && signal?.aborted !== true) {
      const guesses = await guess(draft, texts, session.ahead);
      const input = unread.map((ids) => [...ids, ...guesses]);
      const rows = await answers.read(session, texts, input, guesses.length + 1);
      for (const [index, text] of texts.entries()) {
        let right = 0;
        for (const add of rows[index] ?? []) {
          const token = add(text);
          yield token;
          if (text.isOver || token.id !== guesses[right]) break;
          right++;
        }
        session.rewind(guesses.length - right);
      }
      const going = texts.flatMap((text, index) => (text.isOver ? [] : [index]));
      if (going.length > 0) session.select(going);
      texts = texts.filter((text) => !text.isOver);
      unread = texts.map(({ ids }) => ids.slice(-1));
    }
  } finally {
    session.dispose();
  }
}

/** What may follow the text, which the model itself continues by one. */
async function guess(
  draft: DraftSource | undefined,
  [text]: readonly TextUnderWay[],
  ahead: number,
): Promise<readonly number[]> {
  if (draft === undefined || text === undefined) return [];
  const most = Math.min(text.room - 1, ahead);
  if (most < 1) return [];
  const ids = await draft.propose(text.ids, most);
  if (Array.isArray(ids)) return ids.slice(0, most);
  throw new ValueError(`draft: propose must give a list of ids, gave ${showValue(ids)}`);
}
