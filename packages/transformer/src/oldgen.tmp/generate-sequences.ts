import { paddingMask } from '@heed/attention';
import {
  checkOptions,
  OptionError,
  reshape,
  Scope,
  slice,
  type Tensor,
  tensor,
  tidy,
  ValueError,
} from '@heed/core';
import type { SequenceToSequence, TargetCache } from '../sequence-to-sequence.ts';
import { BeamSearch, type Hypothesis } from './beam-search.ts';

/** Options of {@link generateSequences}. */
export interface GenerateOptions {
  /** Hypotheses kept per source; 1 is greedy search, 4 is what Vaswani et al. used. Default 1. */
  readonly beams?: number;
  /** Exponent α of the length penalty; 0.6 by default, as published. */
  readonly lengthPenalty?: number;
  /** Most tokens to generate, the end token included; source length + 50 by default, as published. */
  readonly maximumNewTokens?: number;
  /** Keep keys and values between steps; true by default. Off, every step runs the whole target again. */
  readonly cached?: boolean;
  /** Ends the work between two steps with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Ids of several rows as one int32 tensor, short rows padded behind. */
export function padRows(rows: readonly (readonly number[])[], padId: number): Tensor {
  const length = Math.max(0, ...rows.map((row) => row.length));
  const data = new Int32Array(rows.length * length).fill(padId);
  for (const [index, row] of rows.entries()) data.set(row, index * length);
  return tensor(data, { shape: [rows.length, length] });
}

/**
 * Generates the target of each source by greedy or beam search (Vaswani et al. 2017, §6.1).
 *
 * @param sources Ids of each source, with its end token.
 * @returns the best hypothesis of each source, in order.
 * @throws {OptionError} for options out of range, and {ValueError} when the model answers NaN.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { baseConfig, EncoderDecoder, generateSequences } from '@heed/transformer';
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
 * const [best] = await generateSequences(model, [[3, 4, 2]], { beams: 2, maximumNewTokens: 5 });
 * console.log(best?.ids);
 * ```
 */
export async function generateSequences<Encoded, Cache extends TargetCache>(
  model: SequenceToSequence<Encoded, Cache>,
  sources: readonly (readonly number[])[],
  options: GenerateOptions = {},
): Promise<Hypothesis[]> {
  checkOptions('generateSequences', options, [
    'beams',
    'lengthPenalty',
    'maximumNewTokens',
    'cached',
    'signal',
  ]);
  const { beams = 1, lengthPenalty = 0.6, cached = true, signal } = options;
  if (!Number.isInteger(beams) || beams < 1)
    throw new OptionError(`beams must be a whole number from 1, got ${beams}`);
  if (sources.length === 0) return [];
  const longest = Math.max(...sources.map((source) => source.length));
  const { maximumLength = Number.POSITIVE_INFINITY, endId, padId, startId } = model.config;
  const limit = Math.min(options.maximumNewTokens ?? longest + 50, maximumLength);
  const forbidden = [padId, startId];
  const searches = sources.map(() => new BeamSearch({ beams, alpha: lengthPenalty, endId, forbidden }));
  const session = new DecodingSession(model, sources, cached);
  try {
    for (let step = 0; step < limit && searches.some((search) => !search.isDone); step++) {
      signal?.throwIfAborted();
      const rows = await session.nextLogits(searches);
      let at = 0;
      for (const search of searches) {
        if (search.isDone) continue;
        const count = search.alive.length;
        search.step(rows.slice(at, at + count));
        at += count;
      }
    }
    return searches.map((search) => search.best());
  } finally {
    session.dispose();
  }
}

/** The model's state between steps: the encoded sources, and the cache with one row per alive hypothesis. */
class DecodingSession<Encoded, Cache extends TargetCache> {
  readonly #model: SequenceToSequence<Encoded, Cache>;
  readonly #cache: Cache | undefined;
  readonly #scope = Scope.detached();
  readonly #encoded: Encoded;
  /** For each row of the last step: its source, and the ids that it had. */
  #rows: readonly { readonly source: number }[];

  constructor(
    model: SequenceToSequence<Encoded, Cache>,
    sources: readonly (readonly number[])[],
    cached: boolean,
  ) {
    this.#model = model;
    this.#cache = cached ? model.createCache() : undefined;
    this.#rows = sources.map((_, source) => ({ source }));
    this.#encoded = this.#scope.run(() =>
      tidy(() => {
        const ids = padRows(sources, model.config.padId);
        const mask = paddingMask(
          sources.map((source) => source.length),
          ids.shape[1] ?? 0,
        );
        return model.encode(ids, mask);
      }),
    );
  }

  /** Logits of the next token of every alive hypothesis, source by source. */
  async nextLogits(searches: readonly BeamSearch[]): Promise<Float32Array[]> {
    const before = this.#rows;
    const starts = new Map<number, number>();
    for (const [row, { source }] of before.entries()) if (!starts.has(source)) starts.set(source, row);
    const next = searches.flatMap((search, source) =>
      search.isDone ? [] : search.alive.map((hypothesis) => ({ source, hypothesis })),
    );
    const parents = next.map(({ source, hypothesis }) => (starts.get(source) ?? 0) + hypothesis.parent);
    this.#rows = next;
    const logits = this.#scope.run(() => tidy(() => this.#decode(next, parents)));
    const data = await logits.data();
    logits.dispose();
    const width = this.#model.config.vocabularySize;
    return next.map((_, row) =>
      checkFinite(Float32Array.from(data.subarray(row * width, (row + 1) * width))),
    );
  }

  dispose(): void {
    this.#cache?.dispose();
    this.#scope.dispose();
  }

  #decode(next: readonly { source: number; hypothesis: Hypothesis }[], parents: readonly number[]): Tensor {
    const { startId, padId } = this.#model.config;
    const cache = this.#cache;
    if (cache !== undefined && cache.length > 0) cache.reorder(tensor([...parents], { dtype: 'int32' }));
    const whole = next.map(({ hypothesis }) => [startId, ...hypothesis.ids]);
    const input = cache === undefined ? whole : whole.map((ids) => ids.slice(-1));
    const sources = tensor(
      next.map(({ source }) => source),
      { dtype: 'int32' },
    );
    const encoded = this.#model.selectRows(this.#encoded, sources);
    const logits = this.#model.decode(padRows(input, padId), encoded, cache);
    return lastPosition(logits);
  }
}

/** [batch, length, vocabulary] → [batch, vocabulary] of the last position. */
function lastPosition(logits: Tensor): Tensor {
  const [batch = 0, length = 0, width = 0] = logits.shape;
  return reshape(slice(logits, { axis: 1, start: length - 1 }), [batch, width]);
}

function checkFinite(row: Float32Array): Float32Array {
  if (row.some(Number.isNaN)) throw new ValueError('the model answered NaN: its weights are damaged');
  return row;
}
