import type { Tensor } from '@heed/core';
import type { Candidates, Shortlist } from './candidates.ts';

/**
 * A model at work on several texts: it reads new ids of each and answers with logits. What generation and beam search
 * ask of decoder-only models, of encoder–decoders, and of two models at once.
 */
export interface DecodingSession {
  /** What each text begins with: a prompt, or the start token of a translation. */
  readonly prompts: readonly (readonly number[])[];
  /** For each text, the most tokens that the model's positions leave room for. */
  readonly limits: readonly number[];
  /** Ids of the model, from 0. */
  readonly vocabularySize: number;
  /** How many guesses may be read behind the next id of a text and be rewound, as if they had never been read. */
  readonly ahead: number;
  /**
   * Reads the next ids of each text, at first the prompts.
   *
   * @param ids As many for each text, but for the prompts, which may differ in length.
   * @param positions How many of the last ids to answer, 1 by default.
   * @param spent A row of an earlier answer that nobody reads any more, whose memory may hold this one.
   * @returns for each text and position the logits of the next token, [vocabulary] each; they are the caller's.
   */
  next(
    ids: readonly (readonly number[])[],
    positions?: number,
    spent?: Float32Array,
  ): Promise<Float32Array[][]>;
  /**
   * The same, but for each text and position what a shortlist makes of the largest logits, which are chosen where the
   * logits are: of a whole vocabulary few numbers are read. Where they do not tell, the whole row.
   */
  candidates(
    ids: readonly (readonly number[])[],
    positions: number,
    shortlist: Shortlist,
    spent?: Float32Array,
  ): Promise<(Candidates | Float32Array)[][]>;
  /** Picks texts anew: text i becomes the former text `rows[i]`. */
  select(rows: readonly number[]): void;
  /** Forgets the last ids of each text. */
  rewind(count: number): void;
  /** Frees what the session holds. */
  dispose(): void;
}

/** What a session reads of the logits [texts, length, vocabulary], computed where they are: their log-softmax, say. */
export type Scores = (logits: Tensor) => Tensor;

/** True if picking these of `count` rows leaves all as they are. */
export function isSame(rows: readonly number[], count: number): boolean {
  return rows.length === count && rows.every((row, index) => row === index);
}
