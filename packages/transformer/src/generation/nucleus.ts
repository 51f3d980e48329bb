import type { Largest } from './candidates.ts';

/** How far off a total may be: twice what the operations of a backend may be. */
const doubt = 2e-5;

/** The same for each unit of the logits, whose rounding to float32 is an error of exponents. */
const doubtOfLogits = 4e-7;

/**
 * Top-p on the largest logits of a row alone, in place: the likeliest whose probabilities sum to p, told from the total
 * of the whole row. The total is a backend's, so that this decides only where a total a little smaller or larger would
 * leave the same.
 *
 * @param largest Logits behind the temperature, and the total at this temperature.
 * @returns undefined where the largest do not sum to p beyond doubt.
 */
export function nucleus({ ids, logits, total = Number.NaN }: Largest, p: number): Float32Array | undefined {
  const at = (place: number): number => logits[place] ?? 0;
  // A temperature may have made equals of neighbours.
  const places = [...logits.keys()].sort((a, b) => at(b) - at(a) || (ids[a] ?? 0) - (ids[b] ?? 0));
  const most = at(0);
  const slack = doubt + doubtOfLogits * Math.abs(most);
  let mass = 0;
  const last = places.findIndex((place) => {
    mass += Math.exp(at(place) - most);
    return mass >= p * total * (1 - slack);
  });
  if (last < 0 || !(mass >= p * total * (1 + slack))) return undefined;
  // Equals of the smallest may stand in the rest of the row, with smaller ids.
  if (at(places[last] ?? 0) === at(places.at(-1) ?? 0)) return undefined;
  for (const place of places.slice(last + 1)) logits[place] = Number.NEGATIVE_INFINITY;
  return logits;
}
