import type { Largest } from './candidates.ts';
import { processed } from './logits-options.ts';
import type { LogitsContext, LogitsProcessor } from './processors/index.ts';

/** With more ids than these a list is found no sooner than a whole row is read. */
const most = 256;

/**
 * Processors on the largest logits alone. What they leave as it is keeps its order, and what they lower only falls: of
 * the n + l largest logits, l of which at most are lowered, the n largest behind the processors are the n largest of
 * the whole row behind them.
 */
export class Lowering {
  readonly #processors: readonly LogitsProcessor[];
  /** As long as the vocabulary, and −∞ but while the processors run. */
  #row: Float32Array = new Float32Array();

  constructor(processors: readonly LogitsProcessor[]) {
    this.#processors = processors;
  }

  /** How many ids the processors may lower; undefined where only a whole row tells what they leave. */
  countAt(context: LogitsContext): number | undefined {
    const ids = new Set<number>();
    for (const { lowers } of this.#processors) {
      const own = lowers?.(context);
      if (own === undefined) return undefined;
      for (const id of own) if (ids.add(id).size > most) return undefined;
    }
    return ids.size;
  }

  /**
   * The largest logits behind the processors; undefined where these leave NaN.
   *
   * @param count How many ids the processors may lower: so many fewer are left.
   */
  of(largest: Largest, context: LogitsContext, count: number): Largest | undefined {
    if (this.#processors.length === 0) return largest;
    const { ids, logits, vocabularySize } = largest;
    const row = this.#row.length === vocabularySize ? this.#row : nothing(vocabularySize);
    // Should a processor throw, its row is lost with it.
    this.#row = new Float32Array();
    for (let place = 0; place < ids.length; place++) row[ids[place] ?? 0] = logits[place] ?? 0;
    const left = processed(this.#processors, row, context);
    const values = Float32Array.from(ids, (id) => left[id] ?? 0);
    for (let place = 0; place < ids.length; place++) row[ids[place] ?? 0] = Number.NEGATIVE_INFINITY;
    this.#row = row;
    if (values.includes(Number.NaN)) return undefined;
    const places = [...values.keys()]
      .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || (ids[a] ?? 0) - (ids[b] ?? 0))
      .slice(0, ids.length - count);
    return {
      ids: places.map((place) => ids[place] ?? 0),
      logits: Float32Array.from(places, (place) => values[place] ?? 0),
      vocabularySize,
    };
  }
}

function nothing(length: number): Float32Array {
  return new Float32Array(length).fill(Number.NEGATIVE_INFINITY);
}
