import { checkKind, greater, OptionError, reshape, slice, type Tensor, tensor, tidy } from '@heed/core';
import type { Size } from '../../patches/size.ts';
import { targetSizeOf } from '../../processing/target-size.ts';
import { resizeMap } from '../resize-map.ts';
import type { SamPrompts } from './prompt-encoder.ts';

/** A place in a picture: from the left and from the top, in pixels. */
export type PicturePoint = readonly [x: number, y: number];

/** What stands for an object in a picture, in the picture's own pixels. */
export interface SamPrompt {
  readonly within?: readonly PicturePoint[];
  readonly outside?: readonly PicturePoint[];
  readonly box?: readonly [left: number, top: number, right: number, bottom: number];
}

/** Pixels of a picture, high and wide. */
export interface PictureSize {
  readonly height: number;
  readonly width: number;
}

/** Height and width of a picture in the upper left of the square that SAM sees. */
function sizeWithin(picture: PictureSize, side: number): Size {
  const { height, width } = targetSizeOf(picture, { longestEdge: side });
  return [height, width];
}

/**
 * Prompts for one picture as `SamModel` takes them, [1, objects, …]: its pixels become those of what SAM sees, the picture
 * with its longer side brought to `side`. Objects with fewer points than others get padding, as in transformers.
 *
 * @param side Of the square that the model sees, 1024 in published models.
 * @throws {OptionError} where some objects have a box and others have none, where some have points and others none, and
 *   for an object without either.
 *
 * @example
 * ```ts
 * import { samPrompts } from '@heed/vision';
 * const { points, labels } = samPrompts({ height: 512, width: 256 }, [{ within: [[10, 20]], outside: [[5, 6]] }]);
 * console.log(points?.toString(), labels?.toString()); // [[[[20, 40], [10, 12]]]] [[[1, 0]]]
 * ```
 */
export function samPrompts(picture: PictureSize, objects: readonly SamPrompt[], side = 1024): SamPrompts {
  checkKind('samPrompts: objects', objects, 'a list');
  const [height, width] = sizeWithin(picture, side);
  const [across, down] = [width / picture.width, height / picture.height];
  const scaled = ([x, y]: PicturePoint): PicturePoint => [x * across, y * down];
  const all = objects.map(({ within = [], outside = [], box }) => ({
    points: [...within, ...outside].map(scaled),
    labels: [...within.map(() => 1), ...outside.map(() => 0)],
    box: box === undefined ? [] : [...scaled([box[0], box[1]]), ...scaled([box[2], box[3]])],
  }));
  const [first] = all;
  if (first === undefined) throw new OptionError('samPrompts: no objects');
  const boxed = first.box.length > 0;
  const pointed = first.points.length > 0;
  for (const [at, { points, box }] of all.entries()) {
    if (box.length + points.length === 0)
      throw new OptionError(`samPrompts: object ${at} has no points and no box`);
    if (box.length > 0 !== boxed || points.length > 0 !== pointed) {
      throw new OptionError(
        `samPrompts: object ${at} must be told by points, or by a box, as the first one is`,
      );
    }
  }
  const most = Math.max(...all.map(({ points }) => points.length));
  const padded = <Item>(items: readonly Item[], padding: Item): Item[] => {
    return [...items, ...Array.from({ length: most - items.length }, () => padding)];
  };
  const nowhere: PicturePoint = [-10, -10];
  return {
    ...(pointed && {
      points: tensor([all.map(({ points }) => padded(points, nowhere).map((point) => [...point]))]),
      labels: tensor([all.map(({ labels }) => padded(labels, -10))], { dtype: 'int32' }),
    }),
    ...(boxed && { boxes: tensor([all.map(({ box }) => box)]) }),
  };
}

/**
 * Masks in the size of the picture, true within the object: logits [batch, objects, masks, rows, columns] → boolean
 * [batch, objects, masks, height, width], as transformers' `post_process_masks` makes them.
 *
 * @param side Of the square that the model sees, 1024 in published models.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { samMasks } from '@heed/vision';
 * const masks = tensor([[[[[1, -1], [1, -1]]]]]);
 * console.log(samMasks(masks, { height: 1, width: 2 }, 4).toString()); // [[[[[true, false]]]]]
 * ```
 */
export function samMasks(masks: Tensor, picture: PictureSize, side = 1024): Tensor {
  checkKind('samMasks: masks', masks, 'a tensor');
  return tidy(() => greater(samMaskLogits(masks, picture, side), 0));
}

/** The logits of masks in the size of the picture: [batch, objects, masks, rows, columns] → […, height, width]. */
export function samMaskLogits(masks: Tensor, picture: PictureSize, side: number): Tensor {
  const [batch = 0, objects = 0, count = 0, rows = 0, columns = 0] = masks.shape;
  const [height, width] = sizeWithin(picture, side);
  return tidy(() => {
    const whole = resizeMap(reshape(masks, [batch * objects, count, rows, columns]), [side, side]);
    const within = slice(slice(whole, { axis: 2, end: height }), { axis: 3, end: width });
    const large = resizeMap(within, [picture.height, picture.width]);
    return reshape(large, [batch, objects, count, picture.height, picture.width]);
  });
}
