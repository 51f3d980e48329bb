import { checkKind, checkWhole, OptionError, showValue } from '@heed/core';

/**
 * The size that a picture is brought to: both sides; or the shorter one, the longer in proportion and perhaps bounded; or
 * the longer one. One number would mean one thing in one tool and another in the next, so there is none.
 */
export type TargetSize =
  | { readonly height: number; readonly width: number }
  | { readonly shortestEdge: number; readonly longestEdge?: number }
  | { readonly longestEdge: number };

/**
 * Height and width that a picture gets.
 *
 * @throws {OptionError} for a size that is not whole numbers from 1.
 *
 * @example
 * ```ts
 * import { targetSizeOf } from '@heed/vision';
 * console.log(targetSizeOf({ width: 300, height: 200 }, { shortestEdge: 224 })); // { height: 224, width: 336 }
 * ```
 */
export function targetSizeOf(
  picture: { readonly height: number; readonly width: number },
  size: TargetSize,
): { readonly height: number; readonly width: number } {
  checkKind('targetSizeOf: picture', picture, 'an object');
  const { height, width } = picture;
  if (typeof size !== 'object' || size === null)
    throw new OptionError(`size must be an object, got ${showValue(size)}`);
  for (const [name, side] of Object.entries(size)) checkWhole(`size: ${name}`, side);
  if ('height' in size) return { height: size.height, width: size.width };
  const [short, long] = [Math.min(height, width), Math.max(height, width)];
  if (!('shortestEdge' in size)) {
    const shorter = Math.max(1, Math.floor((size.longestEdge * short) / long + 0.5));
    return height <= width
      ? { height: shorter, width: size.longestEdge }
      : { height: size.longestEdge, width: shorter };
  }
  const { shortestEdge, longestEdge = Number.POSITIVE_INFINITY } = size;
  // As transformers has it for detectors: the bound makes the shorter side give way, which is then rounded.
  const bounded = (long / short) * shortestEdge > longestEdge;
  const exact = bounded ? (longestEdge * short) / long : shortestEdge;
  const shorter = Math.max(1, Math.round(exact));
  const longer = Math.max(1, Math.trunc((exact * long) / short));
  return height <= width ? { height: shorter, width: longer } : { height: longer, width: shorter };
}
