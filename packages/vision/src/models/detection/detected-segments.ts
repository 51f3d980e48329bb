import {
  checkKind,
  checkOptions,
  OptionError,
  ShapeError,
  sigmoid,
  slice,
  softmax,
  type Tensor,
  tensor,
  tidy,
} from '@heed/core';
import { resizeMap } from '../resize-map.ts';
import type { DetectionOutput } from './detection-output.ts';

/** A thing or a region that was found in a picture. */
export interface DetectedSegment {
  /** Its number in the map. */
  readonly id: number;
  readonly label: string;
  readonly probability: number;
  /** The model's queries that found it; several where segments of its label are one. */
  readonly queries: readonly number[];
}

/** What was found in a picture, each pixel in one segment at most. */
export interface SegmentedPicture {
  /** int32 [height, width]: the segment's id, or 0 for nothing. */
  readonly map: Tensor;
  readonly segments: readonly DetectedSegment[];
}

/** Options of {@link detectedSegments}. */
export interface DetectedSegmentsOptions {
  /** What is less likely, or just so, is left out; 0.5 by default. */
  readonly threshold?: number;
  /** A segment whose pixels are mostly claimed by others is left out: this share must remain, 0.8 by default. */
  readonly overlap?: number;
  /** Pixels of a mask count from this probability on, times that of its label; 0.5 by default. */
  readonly maskThreshold?: number;
  /** Labels whose segments are one: what is not counted, such as sky and street. None by default. */
  readonly merged?: readonly string[];
  /** The pictures as they were before they were brought to the model's size; maps have the masks' size by default. */
  readonly pictures?: readonly { readonly width: number; readonly height: number }[];
}

/**
 * Puts the masks of a detector together into one map for each picture, as transformers'
 * `post_process_panoptic_segmentation` does: each pixel belongs to the query whose mask, times the probability of its label,
 * is largest there. Without `merged` labels, each thing is a segment of its own (instance segmentation).
 *
 * @throws {ShapeError} for another number of labels than the model has, or of pictures than there were.
 * @throws {OptionError} for merged labels that the model does not have.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { detectedSegments } from '@heed/vision';
 * const output = {
 *   logits: tensor([[[9, 0, 0], [0, 0, 9]]]),
 *   masks: tensor([[[[8, -8]], [[-8, 8]]]]),
 * };
 * const [found] = detectedSegments(output, ['cat', 'dog']);
 * console.log(found?.map.toString(), found?.segments); // [[1, 1]], a cat: no other query claims a pixel
 * ```
 */
export function detectedSegments(
  output: Pick<DetectionOutput, 'logits'> & { readonly masks: Tensor },
  labels: readonly string[],
  options: DetectedSegmentsOptions = {},
): SegmentedPicture[] {
  checkOptions('detectedSegments', options, ['threshold', 'overlap', 'maskThreshold', 'merged', 'pictures']);
  const { pictures, merged = [] } = options;
  checkKind('detectedSegments: output', output, 'an object');
  const { logits, masks } = output;
  checkKind('detectedSegments: logits', logits, 'a tensor');
  checkKind('detectedSegments: masks', masks, 'a tensor');
  checkKind('detectedSegments: labels', labels, 'a list');
  checkKind('detectedSegments: merged', merged, 'a list');
  const [batch = 0, , classes = 0] = logits.shape;
  if (classes !== labels.length + 1) {
    throw new ShapeError(`detectedSegments: ${classes} classes with "nothing", and ${labels.length} labels`);
  }
  if (pictures !== undefined && pictures.length !== batch) {
    throw new ShapeError(`detectedSegments: ${pictures.length} pictures, and a batch of ${batch}`);
  }
  for (const label of merged) {
    if (!labels.includes(label))
      throw new OptionError(`detectedSegments: merged: there is no label ${label}`);
  }
  const [, , rows = 0, columns = 0] = masks.shape;
  return Array.from({ length: batch }, (_, at) => {
    const { height, width } = pictures?.[at] ?? { height: rows, width: columns };
    return tidy(() => {
      const one = (x: Tensor): Tensor => slice(x, { axis: 0, start: at, end: at + 1 });
      const shares = resizeMap(sigmoid(one(masks)), [height, width]).dataSync();
      const probabilities = softmax(one(logits)).dataSync();
      const claims = claimsOf(probabilities, labels, options.threshold ?? 0.5);
      const areas = areasOf(claims, shares, height * width, options.maskThreshold ?? 0.5);
      const { ids, segments } = numbered(claims, areas, options);
      const map = Int32Array.from(areas.owners, (owner) => ids[owner] ?? 0);
      return { map: tensor(map, { shape: [height, width] }), segments };
    });
  });
}

/** A query that found something. */
interface Claim {
  readonly query: number;
  readonly label: string;
  readonly probability: number;
}

function claimsOf(probabilities: ArrayLike<number>, labels: readonly string[], threshold: number): Claim[] {
  const classes = labels.length + 1;
  const queries = Array.from({ length: probabilities.length / classes }, (_, query): Claim => {
    const scores = Array.from(
      { length: classes },
      (__, label) => probabilities[query * classes + label] ?? 0,
    );
    const probability = Math.max(...scores);
    return { query, label: labels[scores.indexOf(probability)] ?? '', probability };
  });
  return queries.filter(({ label, probability }) => label !== '' && probability > threshold);
}

/** Who owns each pixel, and how many pixels each claim has and would have alone. */
interface Areas {
  /** Places in the list of claims; −1 where there are none. */
  readonly owners: Int32Array;
  readonly owned: readonly number[];
  readonly alone: readonly number[];
}

function areasOf(
  claims: readonly Claim[],
  shares: ArrayLike<number>,
  pixels: number,
  threshold: number,
): Areas {
  const owners = new Int32Array(pixels).fill(-1);
  const best = new Float32Array(pixels).fill(Number.NEGATIVE_INFINITY);
  const alone = claims.map(({ query, probability }, claim) => {
    let area = 0;
    for (let pixel = 0; pixel < pixels; pixel++) {
      const share = Math.fround((shares[query * pixels + pixel] ?? 0) * probability);
      if (share >= threshold) area++;
      if (share <= (best[pixel] ?? 0)) continue;
      best[pixel] = share;
      owners[pixel] = claim;
    }
    return area;
  });
  const owned = claims.map(() => 0);
  for (const owner of owners) if (owner >= 0) owned[owner] = (owned[owner] ?? 0) + 1;
  return { owners, owned, alone };
}

/** Gives numbers from 1 to the claims that keep enough of their pixels, one to all that are merged. */
function numbered(
  claims: readonly Claim[],
  { owned, alone }: Areas,
  { merged = [], overlap = 0.8 }: DetectedSegmentsOptions,
): { readonly ids: readonly number[]; readonly segments: readonly DetectedSegment[] } {
  const segments: DetectedSegment[] = [];
  const ids = claims.map(({ query, label, probability }, claim) => {
    const [own = 0, whole = 0] = [owned[claim], alone[claim]];
    if (own === 0 || whole === 0 || own / whole <= overlap) return 0;
    const same = merged.includes(label) ? segments.findIndex((segment) => segment.label === label) : -1;
    const before = segments[same];
    if (before === undefined) {
      segments.push({ id: segments.length + 1, label, probability, queries: [query] });
      return segments.length;
    }
    const likeliest = Math.max(before.probability, probability);
    segments[same] = { ...before, probability: likeliest, queries: [...before.queries, query] };
    return before.id;
  });
  return { ids, segments };
}
