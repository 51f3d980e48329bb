import { paddingMask } from '@heed/attention';
import { checkOptions, OptionError, Scope, type Tensor, tensor, tidy } from '@heed/core';
import type { SequenceToSequence, TargetCache } from '../sequence-to-sequence.ts';
import { type DecodingSession, isSame, readLogits } from './decoding-session.ts';
import { padRows } from './pad-rows.ts';

/** Options of {@link SequenceSession}. */
export interface SequenceSessionOptions {
  /** Keep keys and values between steps; true by default. Off, every step runs the whole target again. */
  readonly cached?: boolean;
}

/** Runs the encoder over sources of different lengths. */
export function encodeSources<Encoded, Cache extends TargetCache>(
  model: SequenceToSequence<Encoded, Cache>,
  sources: readonly (readonly number[])[],
): Encoded {
  const ids = padRows(sources, model.config.padId);
  const lengths = sources.map((source) => source.length);
  return model.encode(ids, paddingMask(lengths, ids.shape[1] ?? 0));
}

/** An encoder–decoder at work: each text is the target of one source, and begins with the start token. */
export class SequenceSession<Encoded, Cache extends TargetCache> implements DecodingSession {
  readonly prompts: readonly (readonly number[])[];
  readonly limits: readonly number[];
  readonly vocabularySize: number;
  readonly ahead = 0;
  readonly #model: SequenceToSequence<Encoded, Cache>;
  readonly #cache: Cache | undefined;
  readonly #scope = Scope.detached();
  readonly #encoded: Encoded;
  /** The source of each text. */
  #sources: readonly number[];
  /** What the decoder attends to: a row for each text; made anew only when their sources change. */
  #memory: { readonly scope: Scope; readonly encoded: Encoded } | undefined;
  #read: number[][];

  /**
   * @param encode Runs the encoder: one row for each source.
   * @param count Number of sources.
   */
  constructor(
    model: SequenceToSequence<Encoded, Cache>,
    encode: () => Encoded,
    count: number,
    options: SequenceSessionOptions = {},
  ) {
    checkOptions('SequenceSession', options, ['cached']);
    const { startId, maximumLength = Number.POSITIVE_INFINITY, vocabularySize } = model.config;
    this.prompts = Array.from({ length: count }, () => [startId]);
    this.limits = this.prompts.map(() => maximumLength);
    this.vocabularySize = vocabularySize;
    this.#model = model;
    this.#cache = (options.cached ?? true) ? model.createCache() : undefined;
    this.#sources = this.prompts.map((_, row) => row);
    this.#read = this.prompts.map(() => []);
    this.#encoded = this.#scope.run(() => tidy(encode));
  }

  next(ids: readonly (readonly number[])[], positions = 1): Promise<Float32Array[][]> {
    for (const [row, read] of this.#read.entries()) read.push(...(ids[row] ?? []));
    const input = this.#cache === undefined ? this.#read : ids;
    return readLogits(this.#scope, () => this.#decode(input, positions), positions);
  }

  select(rows: readonly number[]): void {
    if (isSame(rows, this.#read.length)) return;
    const sources = rows.map((row) => this.#sources[row] ?? 0);
    const stays =
      sources.length === this.#sources.length && sources.every((one, row) => one === this.#sources[row]);
    this.#reorder(rows, stays);
    this.#read = rows.map((row) => [...(this.#read[row] ?? [])]);
    if (stays) return;
    this.#sources = sources;
    this.#memory?.scope.dispose();
    this.#memory = undefined;
  }

  rewind(count: number): void {
    if (count > 0) throw new OptionError('an encoder–decoder takes no drafts: its cache cannot go back');
  }

  dispose(): void {
    this.#cache?.dispose();
    this.#memory?.scope.dispose();
    this.#scope.dispose();
  }

  /** @param stays True if each row stays with its source. */
  #reorder(rows: readonly number[], stays: boolean): void {
    const cache = this.#cache;
    if (cache === undefined || cache.length === 0) return;
    this.#scope.run(() =>
      tidy(() => {
        if (stays && cache.reorderTargets !== undefined) cache.reorderTargets(int32(rows));
        else cache.reorder(int32(rows));
      }),
    );
  }

  #decode(ids: readonly (readonly number[])[], positions: number): Tensor {
    this.#memory ??= this.#remember();
    const target = padRows(ids, this.#model.config.padId);
    return this.#model.decode(target, this.#memory.encoded, this.#cache, positions);
  }

  #remember(): { scope: Scope; encoded: Encoded } {
    const scope = Scope.detached();
    const rows = int32(this.#sources);
    return { scope, encoded: scope.run(() => tidy(() => this.#model.selectRows(this.#encoded, rows))) };
  }
}

function int32(numbers: readonly number[]): Tensor {
  return tensor([...numbers], { dtype: 'int32' });
}
