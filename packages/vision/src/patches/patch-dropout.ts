import {
  concat,
  embedding,
  Module,
  OptionError,
  type RandomGenerator,
  reshape,
  slice,
  type Tensor,
  tensor,
  to,
} from '@heed/core';

/**
 * Leaves out a share of the patches in training, other ones for each picture (Liu et al. 2023; He et al. 2022 learn from a
 * quarter of them): [batch, tokens, width] → [batch, fewer tokens, width]. Positions must have been added before. Tokens
 * before the patches stay.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { PatchDropout } from '@heed/vision';
 * const generator = new RandomGenerator(0);
 * const drop = new PatchDropout(0.25, { firstTokens: 1, generator }).train();
 * console.log(drop.forward(generator.normal([2, 1 + 8, 4])).shape); // [2, 7, 4]
 * ```
 */
export class PatchDropout extends Module {
  readonly rate: number;
  readonly #firstTokens: number;
  readonly #generator: RandomGenerator;

  /**
   * @param rate Share of the patches that is left out; at least one patch stays.
   * @throws {OptionError} for a rate outside 0 … 1.
   */
  constructor(rate: number, options: { readonly firstTokens: number; readonly generator: RandomGenerator }) {
    super();
    if (!(rate >= 0 && rate < 1))
      throw new OptionError(`PatchDropout: rate must be from 0 to below 1, got ${rate}`);
    this.rate = rate;
    this.#firstTokens = options.firstTokens;
    this.#generator = options.generator;
  }

  override forward(states: Tensor): Tensor {
    if (!this.training || this.rate === 0) return states;
    const [batch = 0, tokens = 0, width = 0] = states.shape;
    const first = this.#firstTokens;
    const patches = tokens - first;
    const kept = Math.max(1, Math.round(patches * (1 - this.rate)));
    const places = Array.from({ length: batch }, (_, row) => {
      const order = this.#generator.shuffle(Array.from({ length: patches }, (__, at) => at)).slice(0, kept);
      return order.sort((a, b) => a - b).map((at) => row * tokens + first + at);
    });
    const ids = to(tensor(Int32Array.from(places.flat())), states.backend);
    const chosen = reshape(embedding(reshape(states, [batch * tokens, width]), ids), [batch, kept, width]);
    return first === 0 ? chosen : concat([slice(states, { axis: 1, end: first }), chosen], { axis: 1 });
  }
}
