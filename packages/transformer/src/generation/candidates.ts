import { largestIndices, possibleIds } from './probabilities.ts';

/** Some ids of a vocabulary and their logits. */
export interface Candidates {
  readonly ids: ArrayLike<number>;
  readonly logits: Float32Array;
}

/** The largest logits of a row, largest first; of equals the smaller id first. */
export interface Largest extends Candidates {
  /** `Σ e^((logit − largest) / temperature)` over the whole row, to float32, where it was asked for. */
  readonly total?: number;
  /** How many logits the whole row has. */
  readonly vocabularySize: number;
}

/** What is made of the largest logits alone, where they tell as much as the whole row. */
export interface Shortlist {
  /** How many to look at. */
  readonly count: number;
  /** For each text the temperature of its totals; undefined where none are asked for. */
  readonly temperatures?: readonly number[] | undefined;
  /** The ids that a text may choose, told by its largest logits; undefined where they do not tell. */
  narrow(largest: Largest, text: number): Candidates | undefined;
}

/** The largest logits of a row. */
export function largestOf(row: Float32Array, count: number): Largest {
  const ids = largestIndices(row, count);
  return { ids, logits: at(row, ids), vocabularySize: row.length };
}

/** What a row does not rule out, in the order of ids. */
export function possibleOf(row: Float32Array): Candidates {
  const ids = possibleIds(row);
  return { ids, logits: at(row, ids) };
}

/** What is not ruled out of candidates, in the order of ids. */
export function possibleAmong({ ids, logits }: Candidates): Candidates {
  const places = possibleIds(logits).sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
  return { ids: places.map((place) => ids[place] ?? 0), logits: at(logits, places) };
}

function at(logits: Float32Array, places: ArrayLike<number>): Float32Array {
  const picked = new Float32Array(places.length);
  for (let index = 0; index < picked.length; index++) picked[index] = logits[places[index] ?? 0] ?? 0;
  return picked;
}
