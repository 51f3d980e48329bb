import { checkOneOf, checkOptions, checkWhole, OptionError, ShapeError, showValue } from '@heed/core';
import { shownWords } from './escape.ts';
import { type HeadWeights, headRows } from './head-weights.ts';
import { packWeights } from './packed-weights.ts';
import type { AttentionKind, PayloadImage, PayloadModel } from './payload.ts';

/** A picture whose patches are looked at. */
export interface PatchedImage {
  /** The picture itself as a data URL (`data:image/png;base64,…`): the page fetches nothing. */
  readonly source: string;
  /** What the picture shows, for those who do not see it. */
  readonly description: string;
  /** Rows and columns of patches. Row by row they are the last `rows · columns` columns of the weights. */
  readonly grid: { readonly rows: number; readonly columns: number };
}

/** Attention weights of one layer of a model, with the words that they belong to. */
export interface AttentionMap {
  /** The model, or the part of it: `Luong, general`, `Encoder`. Maps of one name are the layers of one card. */
  readonly name: string;
  /** Which layer, counted from 0. May be left out if the name has one map only. */
  readonly layer?: number;
  /** What looks at what: a sequence at itself, one at another, or words (or patches) at patches of a picture. */
  readonly kind: AttentionKind;
  /** The words that looked: the target. */
  readonly rows: readonly string[];
  /** The words that were looked at: the source. For a picture: its special tokens, if any, then its patches. */
  readonly columns: readonly string[];
  /** [heads, rows, columns] */
  readonly weights: HeadWeights;
  /** The picture, for the kind `image`. If rows and columns are the same words, patches look at patches. */
  readonly image?: PatchedImage;
}

const longestWord = 60;

/** The cards of a page: maps of one name are layers of one model, in the order of their numbers. */
export function modelsOf(name: string, maps: readonly AttentionMap[]): PayloadModel[] {
  if (!Array.isArray(maps))
    throw new OptionError(`${name}: maps must be a list of maps, got ${showValue(maps)}`);
  if (maps.length === 0) throw new OptionError(`${name}: maps must have one map at least, got none`);
  const byName = Map.groupBy(maps, (map) => map.name);
  return Array.from(byName, ([model, layers]) => modelOf(`${name}: ${model}`, layers));
}

function modelOf(name: string, maps: readonly AttentionMap[]): PayloadModel {
  const [first] = maps;
  if (first === undefined) throw new OptionError(`${name}: no maps`);
  for (const map of maps) checkMap(name, map);
  for (const map of maps.slice(1)) checkTogether(name, map, first);
  checkLayers(name, maps);
  const layers = maps.map(({ layer, weights, rows, columns }) => {
    const where = layer === undefined ? name : `${name}, layer ${layer}`;
    return {
      layer: layer ?? null,
      weights: packWeights(headRows(where, weights, rows.length, columns.length)),
    };
  });
  return {
    name: first.name,
    kind: first.kind,
    rows: shownWords(first.rows, longestWord),
    columns: shownWords(first.columns, longestWord),
    layers: layers.toSorted((one, other) => (one.layer ?? 0) - (other.layer ?? 0)),
    image: first.kind === 'image' ? imageOf(name, first) : null,
  };
}

function checkMap(name: string, map: AttentionMap): void {
  checkOptions(name, map, ['name', 'layer', 'kind', 'rows', 'columns', 'weights', 'image']);
  checkOneOf(`${name}: kind`, map.kind, ['self', 'cross', 'image']);
  if (map.layer !== undefined) checkWhole(`${name}: layer`, map.layer, 0);
  if ((map.kind === 'image') !== (map.image !== undefined)) {
    throw new OptionError(`${name}: the kind image needs an image, and no other kind takes one`);
  }
}

/** Maps of one name are layers of one model over the same words. */
function checkTogether(name: string, map: AttentionMap, first: AttentionMap): void {
  if (map.layer === undefined || first.layer === undefined) {
    throw new OptionError(`${name}: several maps have this name, so each needs the number of its layer`);
  }
  const sameKind = map.kind === first.kind && map.image?.source === first.image?.source;
  if (!sameKind || !sameWords(map.rows, first.rows) || !sameWords(map.columns, first.columns)) {
    throw new OptionError(
      `${name}: layers ${first.layer} and ${map.layer} differ in their kind, words or picture`,
    );
  }
}

function checkLayers(name: string, maps: readonly AttentionMap[]): void {
  const layers = maps.map(({ layer }) => layer);
  const twice = layers.find((layer, index) => layers.indexOf(layer) !== index);
  if (twice !== undefined) throw new OptionError(`${name}: layer ${twice} is given twice`);
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}

function imageOf(name: string, { image, columns }: AttentionMap): PayloadImage {
  if (image === undefined) throw new OptionError(`${name}: the kind image needs an image`);
  checkOptions(`${name}: image`, image, ['source', 'description', 'grid']);
  const { source, description, grid } = image;
  if (!/^data:image\/[\w.+-]+[;,]/.test(source)) {
    throw new OptionError(
      `${name}: image.source must be a data URL of a picture, got ${source.slice(0, 40)}`,
    );
  }
  checkWhole(`${name}: image.grid.rows`, grid.rows);
  checkWhole(`${name}: image.grid.columns`, grid.columns);
  if (grid.rows * grid.columns > columns.length) {
    throw new ShapeError(
      `${name}: a grid of ${grid.rows} × ${grid.columns} patches does not fit ${columns.length} columns`,
    );
  }
  return { source, description, rows: grid.rows, columns: grid.columns };
}
