import type { CornerBox } from '../detection/suppress-overlaps.ts';
import type { PictureSize } from '../sam/frame.ts';
import { type RunLengths, runLengthsOf } from './run-lengths.ts';

/** A thing, a part or a region of a picture that was found without a prompt. */
export interface GeneratedMask {
  /** Its pixels in the picture; `decodeRunLengths` gives them one by one. */
  readonly mask: RunLengths;
  /** The first and the last of its pixels across and down, both inside. */
  readonly box: CornerBox;
  /** How well the model thinks the mask fits, as a share of intersection in union. */
  readonly score: number;
  /** How little the mask depends on where it is cut: its share when cut higher, of what it is when cut lower. */
  readonly stability: number;
  /** Number of its pixels. */
  readonly area: number;
}

/** What a mask must be to be kept. */
export interface MaskThresholds {
  readonly stabilityThreshold: number;
  /** Logits by which the cut is moved for the stability. */
  readonly stabilityOffset: number;
}

/** Masks that end so near the edge of a crop, in pixels, are thought to be cut off by it. */
const edge = 20;

/**
 * The mask of logits within a crop as one of the whole picture; undefined where it is not stable, or ends at an edge of the crop
 * that is none of the picture: transformers' `filter_masks`.
 *
 * @param logits Of the crop, row by row.
 */
export function keptMask(
  logits: ArrayLike<number>,
  score: number,
  { crop, picture }: { readonly crop: CornerBox; readonly picture: PictureSize },
  { stabilityThreshold, stabilityOffset }: MaskThresholds,
): GeneratedMask | undefined {
  const [cropLeft, cropTop, cropRight, cropBottom] = crop;
  const width = cropRight - cropLeft;
  const [higher, lower] = [Math.fround(stabilityOffset), Math.fround(-stabilityOffset)];
  let [core, reach, area] = [0, 0, 0];
  let [left, top, right, bottom] = [width, cropBottom - cropTop, 0, 0];
  for (let at = 0; at < logits.length; at++) {
    const logit = logits[at] ?? 0;
    if (logit > higher) core++;
    if (logit > lower) reach++;
    if (!(logit > 0)) continue;
    area++;
    const column = at % width;
    const row = (at - column) / width;
    if (column < left) left = column;
    if (column > right) right = column;
    if (row < top) top = row;
    if (row > bottom) bottom = row;
  }
  const stability = Math.fround(core / reach);
  if (stabilityThreshold > 0 && !(stability > Math.fround(stabilityThreshold))) return undefined;
  const [x, y, lastX, lastY] = area === 0 ? [0, 0, 0, 0] : [left, top, right, bottom];
  const box = [cropLeft + x, cropTop + y, cropLeft + lastX, cropTop + lastY] as const;
  if (isCutOff(box, crop, picture)) return undefined;
  const mask = runLengthsOf([picture.height, picture.width], (row, column) => {
    const isWithin = row >= cropTop && row < cropBottom && column >= cropLeft && column < cropRight;
    return isWithin && (logits[(row - cropTop) * width + column - cropLeft] ?? 0) > 0;
  });
  return { mask, box, score, stability, area };
}

function isCutOff(box: CornerBox, crop: CornerBox, { height, width }: PictureSize): boolean {
  const ends = [0, 0, width, height];
  return box.some((place, side) => {
    const isNear = (end: number): boolean => Math.abs(place - end) <= edge;
    return isNear(crop[side] ?? 0) && !isNear(ends[side] ?? 0);
  });
}
