import { paddingMask } from '@heed/attention';
import {
  type Backend,
  checkKind,
  checkOptions,
  IndexError,
  OptionError,
  Scope,
  type Tensor,
  tensor,
  tidy,
  to,
} from '@heed/core';
import { backendOf, besideModel } from '../beside-model.ts';
import type { SequenceToSequence, TargetCache } from '../sequence-to-sequence.ts';
import type { Candidates, Shortlist } from './candidates.ts';
import { checkGenerative } from './check-model.ts';
import { type DecodingSession, isSame, type Scores } from './decoding-session.ts';
import { padRows } from './pad-rows.ts';
import { readCandidates, readLogits } from './read-logits.ts';

/** Options of {@link SequenceSession}. */
export interface SequenceSessionOptions {
  /** What each target begins with, equally many ids; the start token alone by default. */
  readonly prompts?: readonly (readonly number[])[];
  /** The source of each target, by its row; target i has source i by default. */
  readonly sources?: readonly number[];
  /** Keep keys and values between steps; true by default. Off, every step runs the whole target again. */
  readonly cached?: boolean;
  /** What {@link SequenceSession.next} gives in place of logits, computed on the backend: their log-softmax, say. */
  readonly scores?: Scores;
}

/** Runs the encoder over sources of different lengths. */
export function encodeSources<Encoded, Cache extends TargetCache>(
  model: SequenceToSequence<Encoded, Cache>,
  sources: readonly (readonly number[])[],
): Encoded {
  const ids = padRows(sources, model.config.padId);
  const lengths = sources.map((source) => source.length);
  const padding = model.takesLengths ? lengths : besideModel(model, paddingMask(lengths, ids.shape[1] ?? 0));
  return model.encode(besideModel(model, ids), padding);
}

/**
 * An encoder–decoder at work: each text is the target of one source, and begins with the start token or a prompt. Give
 * it to {@link runBeams}, or drive it by hand.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { baseConfig, EncoderDecoder, SequenceSession } from '@heed/transformer';
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
 * const source = tensor([[3, 4, 2]], { dtype: 'int32' });
 * const session = new SequenceSession(model, () => model.encode(source), 1, { prompts: [[1, 5, 7]] });
 * const [[logits] = []] = await session.next(session.prompts);
 * console.log(logits?.length); // 11
 * session.dispose();
 * ```
 */
export class SequenceSession<Encoded, Cache extends TargetCache> implements DecodingSession {
  readonly prompts: readonly (readonly number[])[];
  readonly limits: readonly number[];
  readonly vocabularySize: number;
  readonly ahead = 0;
  readonly #model: SequenceToSequence<Encoded, Cache>;
  readonly #cache: Cache | undefined;
  readonly #scores: Scores | undefined;
  readonly #scope = Scope.detached();
  readonly #encoded: Encoded;
  /** The source of each text. */
  #sources: readonly number[];
  /** What the decoder attends to: a row for each text; made anew only when their sources change. */
  #memory: { readonly scope: Scope; readonly encoded: Encoded } | undefined;
  #read: number[][];
  #backend: Backend | undefined;

  /**
   * @param encode Runs the encoder: one row for each source.
   * @param count Number of sources.
   * @throws {OptionError} for prompts that are empty or not equally long, or a source that is not there.
   * @throws {IndexError} for prompts that are longer than the model's targets.
   */
  constructor(
    model: SequenceToSequence<Encoded, Cache>,
    encode: () => Encoded,
    count: number,
    options: SequenceSessionOptions = {},
  ) {
    checkOptions('SequenceSession', options, ['cached', 'prompts', 'scores', 'sources']);
    checkGenerative(model);
    checkKind('SequenceSession: encode', encode, 'a function');
    const { startId, maximumLength = Number.POSITIVE_INFINITY, vocabularySize } = model.config;
    this.prompts = options.prompts ?? Array.from({ length: count }, () => [startId]);
    this.limits = this.prompts.map((prompt) => roomBehind(prompt, this.prompts, maximumLength));
    this.vocabularySize = vocabularySize;
    this.#model = model;
    this.#scores = options.scores;
    this.#cache = (options.cached ?? true) ? model.createCache() : undefined;
    this.#sources = options.sources ?? this.prompts.map((_, row) => row);
    checkSources(this.#sources, this.prompts.length, count);
    this.#read = this.prompts.map(() => []);
    this.#encoded = this.#scope.run(() => tidy(encode));
  }

  next(ids: readonly (readonly number[])[], positions = 1, spent?: Float32Array): Promise<Float32Array[][]> {
    return readLogits(this.#scope, this.#step(ids, positions), positions, this.#scores, spent);
  }

  candidates(
    ids: readonly (readonly number[])[],
    positions: number,
    shortlist: Shortlist,
    spent?: Float32Array,
  ): Promise<(Candidates | Float32Array)[][]> {
    return readCandidates(this.#scope, this.#step(ids, positions), positions, shortlist, spent);
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
        const picked = this.#there(int32(rows));
        if (stays && cache.reorderTargets !== undefined) cache.reorderTargets(picked);
        else cache.reorder(picked);
      }),
    );
  }

  /** Takes ids; what it gives runs the decoder on them. */
  #step(ids: readonly (readonly number[])[], positions: number): () => Tensor {
    for (const [row, read] of this.#read.entries()) read.push(...(ids[row] ?? []));
    const input = this.#cache === undefined ? this.#read : ids;
    return () => this.#decode(input, positions);
  }

  #decode(ids: readonly (readonly number[])[], positions: number): Tensor {
    this.#memory ??= this.#remember();
    const target = this.#there(padRows(ids, this.#model.config.padId));
    return this.#model.decode(target, this.#memory.encoded, this.#cache, positions);
  }

  #remember(): { scope: Scope; encoded: Encoded } {
    const scope = Scope.detached();
    const select = (): Encoded => this.#model.selectRows(this.#encoded, this.#there(int32(this.#sources)));
    return { scope, encoded: scope.run(() => tidy(select)) };
  }

  /** A tensor on the model's backend. */
  #there(x: Tensor): Tensor {
    this.#backend ??= backendOf(this.#model);
    return this.#backend === undefined ? x : to(x, this.#backend);
  }
}

/** The most ids behind a prompt: all that are read, and one that is not. */
function roomBehind(
  { length }: readonly number[],
  [first = []]: readonly (readonly number[])[],
  maximumLength: number,
): number {
  if (length === 0 || length !== first.length) {
    throw new OptionError(`prompts of targets must be equally long, got ${first.length} and ${length} ids`);
  }
  if (length <= maximumLength) return maximumLength + 1 - length;
  throw new IndexError(`a prompt of ${length} ids, ${maximumLength} positions: shorten or truncate`);
}

function checkSources(sources: readonly number[], targets: number, count: number): void {
  const isThere = (row: number): boolean => Number.isInteger(row) && row >= 0 && row < count;
  if (sources.length === targets && sources.every(isThere)) return;
  throw new OptionError(`sources must name one of ${count} sources for each of ${targets} targets`);
}

function int32(numbers: readonly number[]): Tensor {
  return tensor([...numbers], { dtype: 'int32' });
}
