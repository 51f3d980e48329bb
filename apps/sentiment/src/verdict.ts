import type { TaskName } from './task.ts';

/** Probabilities of the classes of each task, calibrated. */
export type Probabilities = Readonly<Record<TaskName, readonly number[]>>;

/** What is said of a text. */
export interface Verdict {
  /** `neutral` also where the model does not know. */
  readonly sentiment: 'negative' | 'neutral' | 'positive';
  /** Probabilities of the three; they sum to 1. */
  readonly negative: number;
  readonly neutral: number;
  readonly positive: number;
  /** The likeliest of GoEmotions' groups. */
  readonly emotion: number;
  readonly probabilities: Probabilities;
}

/** Below this probability a verdict is no more than a guess. */
const leastCertain = 0.5;

/**
 * Joins both heads. The one for polarity always takes sides, and the one for emotions also knows `neutral` and
 * `ambiguous`, n together. The surer the first is, c = |2 p − 1|, the less the second's doubt counts: neutral is n (1 − c),
 * and the rest is shared by the mean of both.
 */
export function verdictOf(probabilities: Probabilities): Verdict {
  const { polarity, emotion } = probabilities;
  const [, likes = 0] = polarity;
  const [against = 0, calm = 0, mixed = 0, inFavour = 0] = emotion;
  const certainty = Math.abs(2 * likes - 1);
  const neutral = (calm + mixed) * (1 - certainty);
  const sided = against + inFavour;
  const share = sided === 0 ? likes : (likes + inFavour / sided) / 2;
  const positive = (1 - neutral) * share;
  const negative = 1 - neutral - positive;
  const highest = Math.max(negative, neutral, positive);
  const name = highest === neutral ? 'neutral' : highest === positive ? 'positive' : 'negative';
  return {
    sentiment: highest < leastCertain ? 'neutral' : name,
    negative,
    neutral,
    positive,
    emotion: emotion.indexOf(Math.max(...emotion)),
    probabilities,
  };
}

/** What is said of a text without words: nothing. */
export const unknownVerdict: Verdict = {
  sentiment: 'neutral',
  negative: 0,
  neutral: 1,
  positive: 0,
  emotion: 1,
  probabilities: { polarity: [0.5, 0.5], emotion: [0, 1, 0, 0] },
};
