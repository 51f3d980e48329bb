import { concat, Module, RandomGenerator, slice, type Tensor, tensor } from '@heed/core';
import {
  type CausalConfig,
  type CausalLanguageModel,
  type CausalOptions,
  Gpt2,
  HfConfig,
  LayerCaches,
  Llama,
  readGpt2Config,
  readLlamaConfig,
} from '../../models/index.ts';

/** A Llama of 23 ids, or of as many as are given, with random weights. */
export function tinyLlama(seed: number, layers = 2, vocabularySize = 23): Llama {
  const config = new HfConfig({
    model_type: 'llama',
    vocab_size: vocabularySize,
    hidden_size: 12,
    intermediate_size: 20,
    num_hidden_layers: layers,
    num_attention_heads: 3,
    num_key_value_heads: 1,
    max_position_embeddings: 64,
  });
  return new Llama(readLlamaConfig(config)).initialize(new RandomGenerator(seed));
}

/** A GPT-2 of 23 ids and so many positions. */
export function tinyGpt2(seed: number, positions = 16): Gpt2 {
  const config = { vocab_size: 23, n_positions: positions, n_embd: 12, n_layer: 2, n_head: 2 };
  return new Gpt2(readGpt2Config(new HfConfig(config))).initialize(new RandomGenerator(seed));
}

/** The same model without a cache: each step runs the whole text again. Decoding with a cache is judged by it. */
export class Uncached extends Module implements CausalLanguageModel {
  readonly inner: CausalLanguageModel;

  constructor(inner: CausalLanguageModel) {
    super();
    this.inner = inner;
  }

  get config(): CausalConfig {
    return this.inner.config;
  }

  override forward(ids: Tensor, { cache, lastPositions: _, ...options }: CausalOptions = {}): Tensor {
    if (!(cache instanceof SeenIds)) return this.inner.forward(ids, options);
    const all = cache.append(ids, options.positionIds);
    const logits = this.inner.forward(all.ids, {
      ...options,
      ...(options.positionIds && { positionIds: all.positions }),
    });
    return slice(logits, { axis: 1, start: (all.ids.shape[1] ?? 0) - (ids.shape[1] ?? 0) });
  }

  createCache(): LayerCaches {
    return new SeenIds();
  }
}

/** Remembers nothing but the ids and where they stand. */
class SeenIds extends LayerCaches {
  #rows: { ids: number[]; positions: number[] }[] = [];

  constructor() {
    super([]);
  }

  override get position(): number {
    return this.#rows[0]?.ids.length ?? 0;
  }

  append(ids: Tensor, positions: Tensor | undefined): { ids: Tensor; positions: Tensor } {
    const [batch = 0, length = 0] = ids.shape;
    const [numbers, places] = [ids.dataSync(), positions?.dataSync() ?? new Int32Array(batch * length)];
    for (let row = 0; row < batch; row++) {
      const seen = this.#rows[row] ?? { ids: [], positions: [] };
      this.#rows[row] = seen;
      seen.ids.push(...numbers.subarray(row * length, (row + 1) * length));
      seen.positions.push(...places.subarray(row * length, (row + 1) * length));
    }
    return {
      ids: stacked(this.#rows.map((row) => row.ids)),
      positions: stacked(this.#rows.map((row) => row.positions)),
    };
  }

  override truncate(length: number): void {
    for (const row of this.#rows) {
      row.ids.splice(length);
      row.positions.splice(length);
    }
  }

  override reorder(rows: Tensor): void {
    this.#rows = [...rows.dataSync()].map((row) => ({
      ids: [...(this.#rows[row]?.ids ?? [])],
      positions: [...(this.#rows[row]?.positions ?? [])],
    }));
  }

  override dispose(): void {
    this.#rows = [];
  }
}

function stacked(rows: readonly number[][]): Tensor {
  return concat(
    rows.map((row) => tensor([row], { dtype: 'int32' })),
    { axis: 0 },
  );
}

/** Counts the ids that a model reads: texts times columns, for each call. */
export function countReads(model: CausalLanguageModel): {
  readonly model: CausalLanguageModel;
  readonly reads: number[][];
} {
  const reads: number[][] = [];
  return { model: new Counting(model, reads), reads };
}

class Counting extends Module implements CausalLanguageModel {
  readonly inner: CausalLanguageModel;
  readonly #reads: number[][];

  constructor(inner: CausalLanguageModel, reads: number[][]) {
    super();
    this.inner = inner;
    this.#reads = reads;
  }

  get config(): CausalConfig {
    return this.inner.config;
  }

  override forward(ids: Tensor, options: CausalOptions = {}): Tensor {
    this.#reads.push([...ids.shape]);
    return this.inner.forward(ids, options);
  }

  createCache(): LayerCaches {
    return this.inner.createCache();
  }
}
