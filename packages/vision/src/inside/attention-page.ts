import { type AttentionMap, attentionHtml, patchWords } from '@heed/attention/pictures';
import { checkOptions, slice, type Tensor } from '@heed/core';
import type { Picture } from '../pictures/picture.ts';
import { checkLookedAt, type LookedAt } from './looked-at.ts';
import { pngAddress } from './png-address.ts';

/** Options of {@link pictureAttentionHtml}. */
export interface PictureAttentionOptions {
  /** Title of the page. */
  readonly title: string;
  /** What the picture shows, for those who do not see it. */
  readonly description: string;
  /** Texts above the maps, such as what the model recognised. */
  readonly texts?: readonly { readonly label: string; readonly text: string }[];
}

/**
 * A page in one file to look inside a model's attention with: every layer and head, over the picture. Each token, class
 * token and patches, can be chosen to see what it looks at. See `attentionHtml` of `@heed/attention/pictures`.
 *
 * @param picture What the model saw: `processor.fit(picture)`.
 * @param seen What {@link lookAt} kept for that one picture.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { lookAt, pictureAttentionHtml, readViTConfig, toPixels, ViTModel } from '@heed/vision';
 * const config = readViTConfig(
 *   new HfConfig({
 *     image_size: 8, patch_size: 4, num_channels: 1, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const picture = {
 *   width: 8, height: 8, color: 'grey', layout: 'channels-last', range: 255, data: new Uint8Array(64).fill(99),
 * } as const;
 * const model = new ViTModel(config).initialize(new RandomGenerator(0));
 * const pixels = toPixels([picture]);
 * const seen = lookAt(model, pixels, () => model.forward(pixels));
 * const html = pictureAttentionHtml(picture, seen, { title: 'A grey square', description: 'Nothing but grey' });
 * console.log(html.startsWith('<!doctype html>')); // true
 * ```
 */
export function pictureAttentionHtml(
  picture: Picture,
  seen: LookedAt,
  options: PictureAttentionOptions,
): string {
  checkOptions('pictureAttentionHtml', options, ['title', 'description', 'texts']);
  const { title, description, texts } = options;
  const { layers, firstTokens, grid } = checkLookedAt('pictureAttentionHtml', seen);
  const [rows, columns] = grid;
  const first = Array.from({ length: firstTokens }, (_, at) => (at === 0 ? '[CLS]' : `[extra ${at}]`));
  const words = [...first, ...patchWords(rows, columns)];
  const source = pngAddress(picture);
  const maps = layers.map((weights, layer): AttentionMap => {
    return {
      ...{ name: 'Attention', layer, kind: 'image', rows: words, columns: words },
      weights: headsOfFirst(weights),
      image: { source, description, grid: { rows, columns } },
    };
  });
  return attentionHtml({ title, maps, ...(texts && { texts }) });
}

/** The heads of the first picture of a batch. */
function headsOfFirst(weights: Tensor): {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
} {
  const first = slice(weights, { axis: 0, end: 1 });
  return { data: first.dataSync(), shape: first.shape };
}
