import { embedding } from '../ops/embedding.ts';
import { checkOptions, checkWhole } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Initializer, normalInitializer } from './initializers.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** Options of {@link Embedding}. */
export interface EmbeddingOptions {
  /** An id whose row gets no gradient. */
  readonly paddingIndex?: number;
  /** Initialiser of the table; normal with deviation 1 by default, as in PyTorch. */
  readonly initializer?: Initializer;
}

/**
 * A table of vectors by id: `[…] int32 → […, width]`.
 *
 * @example
 * ```ts
 * import { Embedding, RandomGenerator, tensor } from '@heed/core';
 * const table = new Embedding(10, 4).initialize(new RandomGenerator(0));
 * console.log(table.forward(tensor([1, 9], { dtype: 'int32' })).shape); // [2, 4]
 * ```
 */
export class Embedding extends Module {
  readonly weight: Parameter;
  readonly #paddingIndex: number | undefined;

  constructor(rows: number, width: number, options: EmbeddingOptions = {}) {
    super();
    checkOptions('Embedding', options, ['paddingIndex', 'initializer']);
    this.weight = new Parameter([rows, width], options.initializer ?? normalInitializer(1));
    const { paddingIndex } = options;
    if (paddingIndex !== undefined) checkWhole('Embedding: paddingIndex', paddingIndex, 0, rows - 1);
    this.#paddingIndex = paddingIndex;
  }

  override forward(ids: Tensor): Tensor {
    const paddingIndex = this.#paddingIndex;
    return embedding(this.weight, ids, paddingIndex === undefined ? {} : { paddingIndex });
  }
}
