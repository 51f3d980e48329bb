import type { AttentionCache, CachedKeysValues } from '@heed/attention';
import {
  broadcastTo,
  checkKind,
  checkOptions,
  concat,
  Module,
  normalInitializer,
  OptionError,
  Parameter,
  pad,
  RandomGenerator,
  reshape,
  slice,
  type Tensor,
  transpose,
} from '@heed/core';
import type { CausalLanguageModel } from '../../models/causal-language-model.ts';
import { LayerCaches } from '../../models/layer-caches.ts';
import type { TextModel, TextModelOptions } from '../text-model.ts';

/** Options of {@link PrefixTuned}. */
export interface PrefixOptions {
  /** Tokens that the prefix stands for. */
  readonly length: number;
  /** Heads of keys and values of the model's attention. */
  readonly keyValueHeads: number;
  readonly headDimension: number;
  readonly generator?: RandomGenerator;
}

/**
 * Prefix tuning (Li and Liang 2021) of a decoder-only model: every layer finds learned keys and values in front of the real
 * ones, as if there had been tokens before the text, which therefore begins at position `length`. The model is frozen, and
 * `promptEmbeddings` [length, layers · 2 · heads · headDimension] alone is trained; it is what Peft saves. A single
 * attention takes a prefix by `PrefixAttention`, without moving positions.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { causalLanguageModel, PrefixTuned, trainStep } from '@heed/transformer/training';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 2, n_head: 2, n_positions: 16 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0));
 * const tuned = new PrefixTuned(model, { length: 3, keyValueHeads: 2, headDimension: 4 }).train();
 * console.log(tuned.parameterCount({ trainableOnly: true })); // 96
 * trainStep(causalLanguageModel(tuned), new AdamW(tuned, { rate: 1e-2 }), [[{ ids: [3, 1, 4, 1] }]]);
 * ```
 */
export class PrefixTuned extends Module implements TextModel {
  readonly model: CausalLanguageModel;
  readonly promptEmbeddings: Parameter;
  readonly options: PrefixOptions;

  /** Freezes the model. */
  constructor(model: CausalLanguageModel, options: PrefixOptions) {
    super();
    checkOptions('PrefixTuned', options, ['length', 'keyValueHeads', 'headDimension', 'generator']);
    const { length, keyValueHeads, headDimension, generator = new RandomGenerator(0) } = options;
    if (!Number.isSafeInteger(length) || length < 1) {
      throw new OptionError(`PrefixTuned: length must be a whole number of at least 1, got ${length}`);
    }
    checkKind('PrefixTuned: model', model, 'a module');
    checkKind('PrefixTuned: generator', generator, 'a RandomGenerator');
    this.model = model;
    model.freeze();
    const width = model.config.layers * 2 * keyValueHeads * headDimension;
    this.promptEmbeddings = new Parameter([length, width], normalInitializer(0.02));
    this.promptEmbeddings.initialize(generator);
    this.options = options;
  }

  /** What the model tells of itself. */
  get config(): CausalLanguageModel['config'] {
    return this.model.config;
  }

  /** int32 [batch, length] → logits [batch, length, vocabulary] of the real tokens. */
  override forward(ids: Tensor, options: TextModelOptions = {}): Tensor {
    const mask = options.mask && pad(options.mask, { axis: 3, before: this.options.length, value: 1 });
    const cache = new LayerCaches(this.#prefixes(ids.shape[0] ?? 0));
    return this.model.forward(ids, { cache, ...(mask && { mask }) });
  }

  /** For each layer its keys and values, [batch, heads, length, headDimension]. */
  #prefixes(batch: number): readonly AttentionCache[] {
    const { length, keyValueHeads: heads, headDimension } = this.options;
    const { layers } = this.model.config;
    const apart = reshape(this.promptEmbeddings.value, [length, layers * 2, heads, headDimension]);
    const ordered = transpose(apart, [1, 2, 0, 3]);
    const part = (index: number): Tensor =>
      broadcastTo(slice(ordered, { axis: 0, start: index, end: index + 1 }), [
        batch,
        heads,
        length,
        headDimension,
      ]);
    return Array.from(
      { length: layers },
      (_, layer) => new PrefixCache(part(2 * layer), part(2 * layer + 1)),
    );
  }
}

/** What a layer has seen before the text: the prefix. Gradients go through it, which those that write in place keep out. */
class PrefixCache implements AttentionCache {
  readonly #keys: Tensor;
  readonly #values: Tensor;
  readonly length: number;

  constructor(keys: Tensor, values: Tensor) {
    this.#keys = keys;
    this.#values = values;
    this.length = keys.shape[2] ?? 0;
  }

  get position(): number {
    return this.length;
  }

  get contents(): CachedKeysValues {
    return { keys: this.#keys, values: this.#values, length: this.length };
  }

  append(keys: Tensor, values: Tensor): CachedKeysValues {
    return {
      keys: concat([this.#keys, keys], { axis: 2 }),
      values: concat([this.#values, values], { axis: 2 }),
      length: this.length + (keys.shape[2] ?? 0),
    };
  }

  truncate(): void {
    throw new OptionError('PrefixTuned: a prefix is not forgotten');
  }

  reorder(): void {}

  clone(): AttentionCache {
    return this;
  }

  dispose(): void {}
}
