import {
  checkOptions,
  checkWhole,
  Linear,
  Module,
  passBy,
  scaledDotProductAttention,
  type Tensor,
} from '@heed/core';
import { joinHeads, splitHeads } from '../heads/split-heads.ts';
import { causalMaskFunction } from '../masks/causal.ts';
import { attendInBlocks } from './attend-in-blocks.ts';
import { headDimensionOf } from './check-heads.ts';
import { checkInputs } from './check-inputs.ts';

/** Options of {@link blockLocalAttention}. */
export interface BlockLocalOptions {
  /** Positions in a block. */
  readonly block: number;
  /** Attend to no later position. */
  readonly causal?: boolean;
  /** Boolean [batch|1, heads|1, 1, keys], true = attend: padding. */
  readonly mask?: Tensor | undefined;
  /** Factor of the scores; 1/√headDimension by default. */
  readonly scale?: number | undefined;
}

/**
 * Block-local attention (Liu et al. 2018, "Generating Wikipedia by summarizing long sequences", §4.2.4): positions
 * are cut into blocks of equal size, and a query attends to the keys of its own block, `floor(q / block) =
 * floor(k / block)`. Time and memory grow with length · block.
 *
 * @param queries [batch, heads, L, headDimension]; the last one stands at the last key
 * @param keys [batch, keyHeads, S, headDimension]; query head h reads key head `floor(h / (heads / keyHeads))`
 * @param values [batch, keyHeads, S, valueDimension]
 * @returns [batch, heads, L, valueDimension]
 * @throws {OptionError} for a block that is not a whole number from 1.
 * @throws {ShapeError} when sizes do not fit, or the mask is not the same for all queries.
 *
 * @example
 * ```ts
 * import { blockLocalAttention } from '@heed/attention';
 * import { ones } from '@heed/core';
 * const x = ones([1, 2, 1000, 4]);
 * console.log(blockLocalAttention(x, x, x, { block: 128 }).shape); // [1, 2, 1000, 4]
 * ```
 */
export function blockLocalAttention(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  options: BlockLocalOptions,
): Tensor {
  const name = 'blockLocalAttention';
  checkOptions(name, options, ['block', 'causal', 'mask', 'scale']);
  const { causal = false, mask, scale } = options;
  const length = checkWhole(`${name}: block`, options.block);
  checkInputs(name, queries, keys, values, mask);
  const [count, room] = [queries.shape[2] ?? 0, keys.shape[2] ?? 0];
  if (count * room === 0) return scaledDotProductAttention(queries, keys, values);
  const blocks = {
    length,
    start: Math.floor((room - count) / length) * length,
    before: 0,
    after: 0,
    visible: causal ? causalMaskFunction : () => true,
  };
  return attendInBlocks(queries, keys, values, blocks, { mask, scale });
}

/** Options of {@link BlockLocalAttention}. */
export interface BlockLocalAttentionOptions {
  /** Positions in a block. */
  readonly block: number;
  /** Add biases to the four projections; true by default. */
  readonly bias?: boolean;
}

/**
 * Multi-head self-attention inside blocks (Liu et al. 2018): {@link blockLocalAttention} between projections.
 * [batch, length, width] → [batch, length, width]. Observers can ask for `context`, what each head read.
 *
 * @example
 * ```ts
 * import { BlockLocalAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new BlockLocalAttention(8, 2, { block: 16 }).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 50, 8]), { causal: true }).shape); // [1, 50, 8]
 * ```
 */
export class BlockLocalAttention extends Module {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly outProj: Linear;
  readonly heads: number;
  readonly block: number;

  constructor(width: number, heads: number, options: BlockLocalAttentionOptions) {
    super();
    checkOptions('BlockLocalAttention', options, ['block', 'bias']);
    headDimensionOf('BlockLocalAttention', width, heads);
    const { bias = true } = options;
    this.heads = heads;
    this.block = checkWhole('BlockLocalAttention: block', options.block);
    this.qProj = new Linear(width, width, { bias });
    this.kProj = new Linear(width, width, { bias });
    this.vProj = new Linear(width, width, { bias });
    this.outProj = new Linear(width, width, { bias });
  }

  override get observationPoints(): readonly string[] {
    return ['context'];
  }

  override forward(states: Tensor, options: Omit<BlockLocalOptions, 'block' | 'scale'> = {}): Tensor {
    checkOptions('BlockLocalAttention.forward', options, ['causal', 'mask']);
    const project = (layer: Linear): Tensor => splitHeads(layer.forward(states), this.heads);
    const context = blockLocalAttention(project(this.qProj), project(this.kProj), project(this.vProj), {
      ...options,
      block: this.block,
    });
    return this.outProj.forward(joinHeads(passBy(this, 'context', context)));
  }
}
