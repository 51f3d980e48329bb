import { checkOptions, checkWhole } from '@heed/core';
import type { CausalLanguageModel } from '../../models/causal-language-model.ts';
import { checkCausal } from '../check-model.ts';
import { generateAll } from '../generate.ts';
import { PromptCache } from '../prompt-cache.ts';
import type { DraftSource } from './draft-source.ts';

/** Options of {@link DraftModel}. */
export interface DraftModelOptions {
  /** How many tokens to guess at a time; 5 by default. */
  readonly count?: number;
}

/**
 * Guesses by a smaller model with the same vocabulary (Leviathan et al. 2023, speculative decoding), greedily. It keeps
 * what it has read between guesses: `dispose()` it, or write `using draft = new DraftModel(small)`.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { DraftModel, generateAll, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const create = (layers: number): Llama =>
 *   new Llama(
 *     readLlamaConfig(
 *       new HfConfig({
 *         model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *         num_hidden_layers: layers, num_attention_heads: 2,
 *       }),
 *     ),
 *   ).initialize(new RandomGenerator(0));
 * using draft = new DraftModel(create(1), { count: 3 });
 * const [text] = await generateAll(create(4), [[3, 1, 4]], { draft, maximumNewTokens: 8 });
 * console.log(text?.ids); // the same as without the draft
 * ```
 */
export class DraftModel implements DraftSource {
  readonly vocabularySize: number;
  readonly #cache: PromptCache;
  readonly #count: number;

  constructor(model: CausalLanguageModel, options: DraftModelOptions = {}) {
    checkOptions('DraftModel', options, ['count']);
    this.#count = checkWhole('count', options.count ?? 5, 1);
    checkCausal('DraftModel', model);
    this.vocabularySize = model.config.vocabularySize;
    this.#cache = new PromptCache(model);
  }

  /** The ids that the small model finds likeliest; none where it has no positions left. */
  async propose(ids: readonly number[], most: number): Promise<readonly number[]> {
    const { model } = this.#cache;
    const count = Math.min(this.#count, most);
    if (ids.length >= model.config.maximumLength) return [];
    const [text] = await generateAll(model, [ids], { cache: this.#cache, maximumNewTokens: count });
    return text?.ids ?? [];
  }

  /** Frees what it has read. */
  dispose(): void {
    this.#cache.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
