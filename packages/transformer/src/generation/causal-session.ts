import {
  type Backend,
  IndexError,
  OptionError,
  Scope,
  showValue,
  type Tensor,
  tensor,
  tidy,
  to,
} from '@heed/core';
import { backendOf } from '../beside-model.ts';
import type { CausalLanguageModel } from '../models/causal-language-model.ts';
import type { LayerCaches } from '../models/layer-caches.ts';
import type { Candidates, Shortlist } from './candidates.ts';
import { type DecodingSession, isSame, type Scores } from './decoding-session.ts';
import { joinCaches } from './join-caches.ts';
import { padRows } from './pad-rows.ts';
import type { PromptCache } from './prompt-cache.ts';
import { readCandidates, readLogits } from './read-logits.ts';

/**
 * A decoder-only model at work. Prompts of different lengths are padded on the left, behind a mask, so that all texts
 * grow together at their ends.
 */
export class CausalSession implements DecodingSession {
  readonly prompts: readonly (readonly number[])[];
  readonly limits: readonly number[];
  readonly vocabularySize: number;
  readonly #model: CausalLanguageModel;
  #caches: LayerCaches;
  readonly #kept: PromptCache | undefined;
  readonly #scores: Scores | undefined;
  readonly #scope = Scope.detached();
  /** All ids of each text that the model has read. */
  #read: number[][];
  #backend: Backend | undefined;
  #started = false;
  /** False while the caches may hold half a step. */
  #whole = true;

  /**
   * @param kept Holds what the model knows of the one prompt, and gets what it reads.
   * @param scores What `next` gives in place of logits, computed on the model's backend.
   * @throws {IndexError} for a prompt that leaves no position for an answer.
   */
  constructor(
    model: CausalLanguageModel,
    prompts: readonly (readonly number[])[],
    kept?: PromptCache,
    scores?: Scores,
  ) {
    this.prompts = prompts;
    this.vocabularySize = model.config.vocabularySize;
    this.limits = prompts.map((prompt, row) => checkPrompt(prompt, row, model.config.maximumLength));
    this.#model = model;
    const [first] = prompts;
    if (kept !== undefined && (first === undefined || prompts.length > 1)) {
      throw new OptionError(`a PromptCache serves one prompt, got ${prompts.length}`);
    }
    const taken = kept?.take(model, first ?? []);
    this.#kept = kept;
    this.#scores = scores;
    this.#caches = taken?.caches ?? model.createCache();
    this.#read = taken === undefined ? prompts.map(() => []) : [taken.ids];
  }

  get ahead(): number {
    const { steadyLength = Number.POSITIVE_INFINITY } = this.#model.config;
    const length = this.#started ? this.#longest + 1 : Math.max(...this.prompts.map((ids) => ids.length));
    return length <= steadyLength ? steadyLength - length : Number.POSITIVE_INFINITY;
  }

  async next(
    ids: readonly (readonly number[])[],
    positions = 1,
    spent?: Float32Array,
  ): Promise<Float32Array[][]> {
    return this.#step(ids, positions, (forward) =>
      readLogits(this.#scope, forward, positions, this.#scores, spent),
    );
  }

  async candidates(
    ids: readonly (readonly number[])[],
    positions: number,
    shortlist: Shortlist,
    spent?: Float32Array,
  ): Promise<(Candidates | Float32Array)[][]> {
    return this.#step(ids, positions, (forward) =>
      readCandidates(this.#scope, forward, positions, shortlist, spent),
    );
  }

  select(rows: readonly number[]): void {
    if (isSame(rows, this.#read.length)) return;
    if (this.#caches.length > 0) {
      this.#scope.run(() => tidy(() => this.#caches.reorder(this.#there(int32(rows, [rows.length])))));
    }
    this.#read = rows.map((row) => [...(this.#read[row] ?? [])]);
  }

  /**
   * Takes over the texts of another session of the same model, behind its own; the other is spent. Each text moves to
   * the end of the columns anew, so that padding goes where it is no longer needed.
   */
  join(other: CausalSession): void {
    const parts = [this, other].map((session) => ({
      caches: session.#caches,
      lengths: session.#read.map(({ length }) => length),
    }));
    const joined = this.#model.createCache();
    // Where caches cannot be joined, the next step reads all texts anew.
    if (!this.#scope.run(() => joinCaches(joined, parts))) joined.dispose();
    this.#caches.dispose();
    this.#caches = joined;
    this.#read = [...this.#read, ...other.#read];
    other.dispose();
  }

  rewind(count: number): void {
    if (count === 0) return;
    this.#caches.truncate(this.#caches.length - count);
    for (const read of this.#read) read.length -= count;
  }

  dispose(): void {
    if (this.#kept === undefined) this.#caches.dispose();
    this.#kept?.release(this.#whole);
    this.#scope.dispose();
  }

  /** Reads ids, and of what the model makes of them what `read` wants. */
  async #step<Answer>(
    ids: readonly (readonly number[])[],
    positions: number,
    read: (forward: () => Tensor) => Promise<Answer>,
  ): Promise<Answer> {
    // What a kept cache holds of the prompt need not be read again.
    const known = this.#started ? 0 : (this.#read[0]?.length ?? 0);
    const unread = ids.map((row) => row.slice(known));
    this.#started = true;
    this.#whole = false;
    for (const [row, seen] of this.#read.entries()) seen.push(...(unread[row] ?? []));
    const answer = await read(() => this.#forward(unread, positions));
    this.#whole = true;
    return answer;
  }

  #forward(unread: readonly (readonly number[])[], lastPositions: number): Tensor {
    const { steadyLength = Number.POSITIVE_INFINITY } = this.#model.config;
    const before = this.#caches.length;
    // Some models read a text anew, once, when it outgrows a length.
    const outgrown = before > 0 && before <= steadyLength && this.#longest > steadyLength;
    const lost = before === 0 && unread.some((ids, row) => ids.length < (this.#read[row]?.length ?? 0));
    if (outgrown || lost) {
      this.#caches.dispose();
      return this.#forward(this.#read, lastPositions);
    }
    const columns = before + Math.max(...unread.map((ids) => ids.length));
    const padding = this.#read.map((read) => columns - read.length);
    if (padding.every((count) => count === 0)) {
      return this.#model.forward(this.#there(padRows(unread, 0)), { cache: this.#caches, lastPositions });
    }
    return this.#padded(unread, padding, { before, columns, lastPositions });
  }

  /** Reads columns `before` to `columns − 1`, of which each text's first ones hold no token. */
  #padded(
    unread: readonly (readonly number[])[],
    padding: readonly number[],
    { before, columns, lastPositions }: Columns,
  ): Tensor {
    const shape = [padding.length, columns - before];
    const places = Array.from({ length: columns - before }, (_, index) => before + index);
    const ids = unread.flatMap((own) => [
      ...new Array<number>(columns - before - own.length).fill(0),
      ...own,
    ]);
    const positions = padding.flatMap((count) => places.map((place) => Math.max(0, place - count)));
    const kept = padding.flatMap((count) => Array.from({ length: columns }, (_, place) => place >= count));
    return this.#model.forward(this.#there(int32(ids, shape)), {
      cache: this.#caches,
      lastPositions,
      positionIds: this.#there(int32(positions, shape)),
      mask: this.#there(
        tensor(Uint8Array.from(kept, Number), { shape: [padding.length, 1, 1, columns], dtype: 'bool' }),
      ),
    });
  }

  get #longest(): number {
    return Math.max(...this.#read.map((read) => read.length));
  }

  /** A tensor on the model's backend. */
  #there(x: Tensor): Tensor {
    // Looked up once: walking through all modules at each step would cost more than small models themselves.
    this.#backend ??= backendOf(this.#model);
    return this.#backend === undefined ? x : to(x, this.#backend);
  }
}

/** The columns that a padded call reads, and how many of them it answers. */
interface Columns {
  readonly before: number;
  readonly columns: number;
  readonly lastPositions: number;
}

function int32(numbers: readonly number[], shape: readonly number[]): Tensor {
  return tensor(Int32Array.from(numbers), { shape });
}

/** The positions that a prompt leaves free; refuses one that is empty or leaves none. */
export function checkPrompt(prompt: readonly number[], row: number, positions: number): number {
  if (!Array.isArray(prompt) && !ArrayBuffer.isView(prompt)) {
    throw new OptionError(`prompt ${row} must be a list of ids, got ${showValue(prompt)}`);
  }
  if (prompt.length === 0) throw new OptionError(`prompt ${row} is empty: begin it with a start token`);
  for (const [place, id] of prompt.entries()) {
    if (!Number.isInteger(id))
      throw new IndexError(`prompt ${row}: ${id} at place ${place} is no id: a whole number`);
  }
  if (prompt.length < positions) return positions - prompt.length;
  throw new IndexError(`prompt ${row}: ${prompt.length} tokens, ${positions} positions: shorten or truncate`);
}
