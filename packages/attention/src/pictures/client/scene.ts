import type { Theme } from '../palette.ts';
import type { AttentionView } from '../payload.ts';
import { percent } from '../percent.ts';

/** Rows look, columns are looked at. */
export type Side = 'rows' | 'columns';

/** A word of a map. */
export interface Place {
  readonly side: Side;
  readonly index: number;
}

/** How all cards are shown. */
export interface Look {
  readonly theme: Theme;
  readonly view: AttentionView;
  readonly scaleTo: 1 | 'largest';
}

/** Attention weights, [rows, columns]. */
export interface WeightMap {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** All that a card draws. */
export interface Scene {
  readonly map: WeightMap;
  /** The weight with the strongest colour. */
  readonly most: number;
  readonly look: Look;
  /** The word under the pointer or with the focus. */
  readonly pointed: Place | undefined;
  readonly pinned: Place | undefined;
}

/** What a person does with a word: points at it, or not any more; pins it, or unpins it. */
export interface WordActions {
  readonly point: (place: Place | undefined) => void;
  readonly pin: (place: Place) => void;
}

/** The word that a scene speaks of. */
export function shownPlace({ pointed, pinned }: Scene): Place | undefined {
  return pointed ?? pinned;
}

/** Whether two places are the same word. */
export function samePlace(one: Place | undefined, other: Place | undefined): boolean {
  return one?.side === other?.side && one?.index === other?.index;
}

/** What a word of the rows looks at, or how strongly each row looks at a word of the columns. */
export function weightsAt({ rows, columns, values }: WeightMap, { side, index }: Place): Float64Array {
  if (side === 'rows') return values.subarray(index * columns, (index + 1) * columns);
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + index] ?? 0);
}

/** The mean of all rows. */
function meanRow({ rows, columns, values }: WeightMap): Float64Array {
  const mean = new Float64Array(columns);
  for (const [index, weight] of values.entries()) {
    mean[index % columns] = (mean[index % columns] ?? 0) + weight / rows;
  }
  return mean;
}

/** What the row that is pointed at looks at, else the pinned row, else all rows on average. */
export function lookingRow(
  map: WeightMap,
  pointed: Place | undefined,
  pinned: Place | undefined,
): Float64Array {
  const looking = [pointed, pinned].find((place) => place?.side === 'rows');
  return looking === undefined ? meanRow(map) : weightsAt(map, looking);
}

/** How strongly a word is tinted, from 0 to 1, and the number beside it. */
export interface Tint {
  readonly share: number;
  readonly text: string;
}

/** The tints of words with these weights. */
export function tintsOf(weights: Float64Array, most: number): Tint[] {
  return Array.from(weights, (weight) => {
    return { share: Math.min(1, Math.max(0, weight / most)), text: percent(weight) };
  });
}
