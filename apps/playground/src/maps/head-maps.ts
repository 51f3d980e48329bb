import type { Activations, Module, Tensor } from '@heed/core';

/** Attention weights of all heads of some layers, with words for rows (which look) and columns (looked at). */
export interface HeadMaps {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly layers: number;
  readonly heads: number;
  /** [layers, heads, rows, columns] */
  readonly values: Float32Array;
}

/** One map: a head's, or a mean over heads. */
export interface WeightMap {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** [rows, columns] */
  readonly values: Float32Array;
}

/** Which of the maps is shown: one head, the mean of a layer, or the mean of all. */
export interface HeadChoice {
  readonly layer: number | 'mean';
  readonly head: number | 'mean';
}

/** The chosen map. A mean is over the heads of the layer, or over all heads of all layers. */
export function chooseMap(maps: HeadMaps, { layer, head }: HeadChoice): WeightMap {
  const { rows, columns, layers, heads } = maps;
  const size = rows.length * columns.length;
  const first = layer === 'mean' ? 0 : layer * heads;
  const chosen =
    layer !== 'mean' && head !== 'mean'
      ? [first + head]
      : Array.from({ length: layer === 'mean' ? layers * heads : heads }, (_, at) => first + at);
  const values = new Float32Array(size);
  for (const at of chosen) {
    const map = maps.values.subarray(at * size, (at + 1) * size);
    for (let cell = 0; cell < size; cell++) values[cell] = (values[cell] ?? 0) + (map[cell] ?? 0);
  }
  for (let cell = 0; cell < size; cell++) values[cell] = (values[cell] ?? 0) / chosen.length;
  return { rows, columns, values };
}

/** The weights of one word: what a row looked at, or how much each row looked at a column. */
export function weightsOf(
  { rows, columns, values }: WeightMap,
  side: 'rows' | 'columns',
  at: number,
): number[] {
  if (side === 'rows') return [...values.subarray(at * columns.length, (at + 1) * columns.length)];
  return rows.map((_, row) => values[row * columns.length + at] ?? 0);
}

/** Paths of the attention weights of a model, such as `model.layers.0.selfAttn.weights`, in the order of its layers. */
export function weightPaths(model: Module, pattern: RegExp = /./): string[] {
  return [...model.modules()].flatMap(([path, module]) =>
    module.observationPoints.includes('weights') && pattern.test(path) ? [`${path}.weights`] : [],
  );
}

/**
 * Reads the maps that passed some paths, each [1, heads, queries, keys].
 *
 * @param last So many of the last rows and columns alone.
 */
export async function readMaps(
  seen: Activations<unknown>,
  paths: readonly string[],
  labels: { readonly rows: readonly string[]; readonly columns: readonly string[] },
  last: number = Number.POSITIVE_INFINITY,
): Promise<HeadMaps> {
  const tensors = paths.map((path) => seen.at(path));
  const heads = tensors[0]?.shape[1] ?? 0;
  const rows = labels.rows.slice(-last);
  const columns = labels.columns.slice(-last);
  const values = new Float32Array(paths.length * heads * rows.length * columns.length);
  let at = 0;
  for (const tensor of tensors)
    at = copyCorner(await tensor.data(), tensor.shape, [rows.length, columns.length], values, at);
  return { rows, columns, layers: paths.length, heads, values };
}

/** Copies the lower right corner of each head's map behind what is there. */
function copyCorner(
  data: Awaited<ReturnType<Tensor['data']>>,
  [, heads = 0, queries = 0, keys = 0]: readonly number[],
  [rows, columns]: readonly [number, number],
  values: Float32Array,
  start: number,
): number {
  let at = start;
  for (let row = 0; row < heads * queries; row++) {
    if (row % queries < queries - rows) continue;
    for (let key = keys - columns; key < keys; key++) values[at++] = Number(data[row * keys + key] ?? 0);
  }
  return at;
}
