import {
  add,
  fullLike,
  gather,
  keep,
  ShapeError,
  sameShape,
  showShape,
  type Tensor,
  tidy,
  writeInto,
} from '@heed/core';

/**
 * What linear attention remembers of the tokens seen so far: the sums `Σ φ(kⱼ) [vⱼ, 1]ᵀ`, whose last column is the
 * normaliser `Σ φ(kⱼ)` (Katharopoulos et al. 2020, equations 18 and 19). Its size does not depend on how many tokens
 * there were; so it cannot forget the last ones again: `clone()` it before a step that may be taken back.
 *
 * The state owns its tensor: `dispose()` it, or write `using state = new LinearAttentionState()`.
 *
 * @example
 * ```ts
 * import { LinearAttention, LinearAttentionState } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new LinearAttention(8, 2).initialize(generator);
 * using state = new LinearAttentionState();
 * attention.forward(generator.normal([1, 5, 8]), { causal: true, state }); // the prompt
 * attention.forward(generator.normal([1, 1, 8]), { causal: true, state }); // one more token
 * console.log(state.position, state.sums?.shape); // 6 [1, 2, 4, 5]
 * ```
 */
export class LinearAttentionState {
  #sums: Tensor | undefined;
  #position = 0;

  /** Number of tokens seen, which is the position of the next one. */
  get position(): number {
    return this.#position;
  }

  /** [batch, heads, features, valueDimension + 1], or undefined before the first token. */
  get sums(): Tensor | undefined {
    return this.#sums;
  }

  /**
   * Adds the sums of `count` more tokens.
   *
   * @throws {ShapeError} when they are of another batch or of other heads.
   * @throws {GradientError} while gradients are recorded: the sums change in place.
   */
  append(sums: Tensor, count: number): void {
    this.#sums ??= keep(fullLike(sums, 0));
    const held = this.#sums;
    if (!sameShape(held.shape, sums.shape)) {
      throw new ShapeError(
        `LinearAttentionState: holds ${showShape(held.shape)} (batch, heads, features, valueDimension + 1), ` +
          `got ${showShape(sums.shape)}`,
      );
    }
    tidy(() => writeInto(held, add(held, sums), { axis: 0, start: 0 }));
    this.#position += count;
  }

  /** Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`; int32 [batch]. */
  reorder(rows: Tensor): void {
    const held = this.#sums;
    if (held === undefined) return;
    this.#sums = keep(gather(held, rows, { axis: 0 }));
    held.dispose();
  }

  /** A second state with the same contents. */
  clone(): LinearAttentionState {
    const copy = new LinearAttentionState();
    if (this.#sums !== undefined) copy.append(this.#sums, this.#position);
    return copy;
  }

  /** Frees the sums. */
  dispose(): void {
    this.#sums?.dispose();
    this.#sums = undefined;
    this.#position = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
