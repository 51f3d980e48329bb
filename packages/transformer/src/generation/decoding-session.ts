import { argmax, max, type Scope, type Tensor, tidy } from '@heed/core';
import { lastPositions } from '../models/last-positions.ts';
import type { LikeliestToken } from './choose-token.ts';

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
   * @param spent An earlier answer that nobody reads any more, whose memory may hold this one.
   * @returns for each text and position the logits of the next token, [vocabulary] each; they are the caller's.
   */
  next(
    ids: readonly (readonly number[])[],
    positions?: number,
    spent?: readonly (readonly Float32Array[])[],
  ): Promise<Float32Array[][]>;
  /**
   * The same, but for each text and position the likeliest next token alone. It is chosen where the logits are: of a
   * whole vocabulary two numbers are read.
   */
  likeliest(ids: readonly (readonly number[])[], positions?: number): Promise<LikeliestToken[][]>;
  /** Picks texts anew: text i becomes the former text `rows[i]`. */
  select(rows: readonly number[]): void;
  /** Forgets the last ids of each text. */
  rewind(count: number): void;
  /** Frees what the session holds. */
  dispose(): void;
}

/** What a session reads of the logits [texts, length, vocabulary], computed where they are: their log-softmax, say. */
export type Scores = (logits: Tensor) => Tensor;

/**
 * Runs a model inside a scope of its own and reads the logits of its last positions.
 *
 * @param forward Gives [texts, length, vocabulary], or the last positions of it.
 * @param scores What is read of the logits.
 * @param spent An earlier answer that may be written over.
 */
export async function readLogits(
  scope: Scope,
  forward: () => Tensor,
  positions: number,
  scores: Scores = (logits) => logits,
  spent?: readonly (readonly Float32Array[])[],
): Promise<Float32Array[][]> {
  const read = scope.run(() => tidy(() => scores(lastPositions(forward(), positions))));
  const [texts = 0, , width = 0] = read.shape;
  const before = spent?.[0]?.[0];
  const own = await read.dataInto(before && new Float32Array(before.buffer));
  read.dispose();
  const data = own instanceof Float32Array ? own : Float32Array.from(own);
  return Array.from({ length: texts }, (_, text) =>
    Array.from({ length: positions }, (_position, position) => {
      const start = (text * positions + position) * width;
      return data.subarray(start, start + width);
    }),
  );
}

/**
 * Runs a model inside a scope of its own and reads the likeliest token of its last positions; of equals the first.
 *
 * @param forward Gives [texts, length, vocabulary], or the last positions of it.
 */
export async function readLikeliest(
  scope: Scope,
  forward: () => Tensor,
  positions: number,
): Promise<LikeliestToken[][]> {
  const [id, logit] = scope.run(() =>
    tidy(() => {
      const logits = lastPositions(forward(), positions);
      return [argmax(logits), max(logits, { axis: -1 })] as const;
    }),
  );
  const [texts = 0] = id.shape;
  const [ids, values] = await Promise.all([id.data(), logit.data()]);
  for (const read of [id, logit]) read.dispose();
  return Array.from({ length: texts }, (_, text) =>
    Array.from({ length: positions }, (_position, position) => {
      const at = text * positions + position;
      return { id: Number(ids[at]), logit: Number(values[at]) };
    }),
  );
}

/** True if picking these of `count` rows leaves all as they are. */
export function isSame(rows: readonly number[], count: number): boolean {
  return rows.length === count && rows.every((row, index) => row === index);
}
