import type { PackedWeights } from './packed-weights.ts';
import type { Ground } from './palette.ts';

/** What looks at what: one sequence at itself, one at another, or words (or patches) at the patches of a picture. */
export type AttentionKind = 'self' | 'cross' | 'image';

/** How the weights are drawn at first: cells of a table, or lines between two columns of words. */
export type AttentionView = 'matrix' | 'lines';

/** One layer of a model, as the page gets it. */
export interface PayloadLayer {
  readonly layer: number | null;
  readonly weights: PackedWeights;
}

/** All layers of one model, or of one part of it: a card on the page. */
export interface PayloadModel {
  readonly name: string;
  readonly kind: AttentionKind;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly layers: readonly PayloadLayer[];
  readonly image: PayloadImage | null;
}

/** A picture and the grid of its patches, which are the last of the columns. */
export interface PayloadImage {
  readonly source: string;
  readonly description: string;
  readonly rows: number;
  readonly columns: number;
}

/** All that the script of the page reads. */
export interface Payload {
  readonly view: AttentionView;
  readonly scaleTo: 1 | 'largest';
  /** Colours of each palette from the weakest to the strongest, six hexadecimal digits each. */
  readonly palettes: Readonly<Record<Ground, string>>;
  readonly models: readonly PayloadModel[];
}
