import { IndexError, LifetimeError } from '@heed/core';
import type { CausalLanguageModel } from '../models/causal-language-model.ts';
import type { LayerCaches } from '../models/layer-caches.ts';
import { checkCausal } from './check-model.ts';

/**
 * What a model remembers of one text, from one call of `generate` to the next: where a new prompt begins like the last
 * text, as the next turn of a chat does, only the rest is computed. Where they differ, the cache goes back to there.
 *
 * It owns its tensors: `dispose()` it, or write `using cache = new PromptCache(model)`. It serves one call at a time.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { generateAll, HfConfig, Llama, PromptCache, readLlamaConfig } from '@heed/transformer';
 * const config = readLlamaConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new Llama(config).initialize(new RandomGenerator(0));
 * using cache = new PromptCache(model);
 * const question = [3, 1, 4];
 * const [answer] = await generateAll(model, [question], { cache, maximumNewTokens: 5 });
 * const next = [...question, ...(answer?.ids ?? []), 1, 5];
 * await generateAll(model, [next], { cache, maximumNewTokens: 5 }); // reads three ids: the last answered and two new
 * ```
 */
export class PromptCache {
  readonly model: CausalLanguageModel;
  readonly #caches: LayerCaches;
  readonly #ids: number[] = [];
  #taken = false;

  /** @throws {OptionError} for what is no decoder-only model. */
  constructor(model: CausalLanguageModel) {
    checkCausal('PromptCache', model);
    this.model = model;
    this.#caches = model.createCache();
  }

  /** The ids that the cache holds. */
  get ids(): readonly number[] {
    return this.#ids;
  }

  /**
   * Takes the cache for a text, cut to what the text begins with; at least its last id remains to be read.
   *
   * @throws {LifetimeError} when it is taken already, or belongs to another model.
   */
  take(model: CausalLanguageModel, prompt: readonly number[]): { caches: LayerCaches; ids: number[] } {
    if (model !== this.model) throw new LifetimeError('PromptCache: belongs to another model');
    if (this.#taken) throw new LifetimeError('PromptCache: serves another text at this moment');
    const { steadyLength = Number.POSITIVE_INFINITY } = model.config;
    if (this.#ids.length > steadyLength && prompt.length <= steadyLength) this.dispose();
    const differing = prompt.findIndex((id, index) => id !== this.#ids[index]);
    this.#cut(Math.min(differing < 0 ? prompt.length : differing, prompt.length - 1));
    this.#taken = true;
    return { caches: this.#caches, ids: this.#ids };
  }

  /** Gives the cache back, empty where a step went wrong. */
  release(whole: boolean): void {
    this.#taken = false;
    if (!whole) this.dispose();
  }

  /** Frees the tensors; the cache is as new. */
  dispose(): void {
    this.#caches.dispose();
    this.#ids.length = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #cut(length: number): void {
    if (length >= this.#ids.length) return;
    try {
      this.#caches.truncate(length);
      this.#ids.length = length;
    } catch (error) {
      // A cache that forgets cannot always go back: then the text is read from its beginning.
      if (!(error instanceof IndexError)) throw error;
      this.dispose();
    }
  }
}
