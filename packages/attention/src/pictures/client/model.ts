import { unpackWeights } from '../packed-weights.ts';
import type { PayloadLayer, PayloadModel } from '../payload.ts';
import type { WeightMap } from './scene.ts';

/** A layer with the weights of each of its heads. */
export interface Layer {
  readonly layer: number | null;
  readonly heads: readonly WeightMap[];
}

/** The model of a card, its weights unpacked. */
export interface Model extends Omit<PayloadModel, 'layers'> {
  readonly layers: readonly Layer[];
}

/** Unpacks the weights of a model. */
export function readModel(payload: PayloadModel): Model {
  const rows = payload.rows.length;
  const columns = payload.columns.length;
  const layers = payload.layers.map((layer) => readLayer(layer, rows, columns));
  return { ...payload, layers };
}

function readLayer({ layer, weights }: PayloadLayer, rows: number, columns: number): Layer {
  const all = unpackWeights(weights);
  const size = rows * columns;
  const heads = Array.from({ length: weights.heads }, (_, head) => {
    return { rows, columns, values: all.subarray(head * size, (head + 1) * size) };
  });
  return { layer, heads };
}

/** The mean of maps of one size. */
export function meanMap(maps: readonly WeightMap[]): WeightMap {
  const [first] = maps;
  if (first === undefined) throw new Error('no maps');
  if (maps.length === 1) return first;
  const values = new Float64Array(first.values.length);
  for (const map of maps) {
    for (const [index, weight] of map.values.entries()) {
      values[index] = (values[index] ?? 0) + weight / maps.length;
    }
  }
  return { ...first, values };
}

/** The largest weight of a map; 1 if all are 0. */
export function largestWeight({ values }: WeightMap): number {
  return values.reduce((most, weight) => Math.max(most, weight), 0) || 1;
}

/** How heads are named in a sentence: `layer 2, head 5`, `mean of 12 heads`. */
export function nameHeads({ layer, heads }: Layer, chosen: ReadonlySet<number>): string {
  const parts: string[] = [];
  if (layer !== null) parts.push(`layer ${layer}`);
  if (heads.length > 1) {
    const named = Array.from(chosen).sort((one, other) => one - other);
    if (named.length === heads.length) parts.push(`mean of ${heads.length} heads`);
    else parts.push(named.length === 1 ? `head ${named[0]}` : `mean of heads ${named.join(', ')}`);
  }
  return parts.join(', ');
}
