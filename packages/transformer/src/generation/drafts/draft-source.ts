/** Guesses how a text goes on, for `generate` to check: a small model, a look back, anything. */
export interface DraftSource {
  /** Ids of the vocabulary that the guesses are of, where they come of one: it must be as large as the model's. */
  readonly vocabularySize?: number;
  /**
   * Ids that may come next; none where there is no guess.
   *
   * @param ids The prompt and what was generated.
   * @param most How many can be of use.
   */
  propose(ids: readonly number[], most: number): readonly number[] | Promise<readonly number[]>;
}
