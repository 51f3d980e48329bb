import { MultiHeadAttention, splitHeads } from '@heed/attention';
import { add, checkOptions, type RandomGenerator, type Tensor } from '@heed/core';

/** What one call of {@link DetrAttention} attends to, and where it stands. */
export interface DetrAttendOptions {
  /** Added to the states that queries are made of, and keys without a memory: [batch|1, queries, width]. */
  readonly positions: Tensor;
  /** States to attend to, [batch, keys, width]; the queries' own without it. */
  readonly memory?: Tensor;
  /** Added to the memory that keys are made of: [batch|1, keys, width]. */
  readonly memoryPositions?: Tensor;
  /** Boolean [batch|1, 1, 1, keys], true = attend. */
  readonly mask?: Tensor | undefined;
}

/** Attention whose queries and keys know their positions and whose values do not (Carion et al. 2020, appendix A). */
export class DetrAttention extends MultiHeadAttention {
  constructor(width: number, heads: number, options: { dropout: number; generator: RandomGenerator }) {
    super(width, heads, options);
  }

  override forward(states: Tensor, options: DetrAttendOptions): Tensor {
    checkOptions('DetrAttention', options, ['positions', 'memory', 'memoryPositions', 'mask']);
    const { positions, memory, memoryPositions, mask } = options;
    const placed = add(states, positions);
    const source =
      memory === undefined || memoryPositions === undefined ? memory : add(memory, memoryPositions);
    const keys = splitHeads(this.kProj.forward(source ?? placed), this.heads);
    const values = splitHeads(this.vProj.forward(memory ?? states), this.heads);
    const queries = splitHeads(this.qProj.forward(placed), this.heads);
    return this.attend({ queries, keysAndValues: { keys, values } }, { mask });
  }
}
