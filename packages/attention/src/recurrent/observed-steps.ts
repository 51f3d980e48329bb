import { concat, isObserved, passBy, type Tensor } from '@heed/core';
import type { Alignment, AlignmentAttention } from '../mechanisms/alignment.ts';

/**
 * Gathers the scores and weights of single steps, where somebody observes them, and passes them by as one tensor
 * [batch, 1, length, S] when the loop is done. It is then too late to replace them.
 */
export class ObservedSteps {
  readonly #attention: AlignmentAttention;
  readonly #steps: { readonly name: 'scores' | 'weights'; readonly values: Tensor[] }[];

  constructor(attention: AlignmentAttention) {
    this.#attention = attention;
    const names = (['scores', 'weights'] as const).filter((name) => isObserved(attention, name));
    this.#steps = names.map((name) => ({ name, values: [] }));
  }

  add(alignment: Alignment): void {
    for (const { name, values } of this.#steps) values.push(alignment[name]);
  }

  passBy(): void {
    for (const { name, values } of this.#steps) {
      if (values.length > 0) passBy(this.#attention, name, concat(values, { axis: 2 }));
    }
  }
}
