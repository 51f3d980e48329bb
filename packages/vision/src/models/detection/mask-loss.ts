import {
  add,
  cast,
  concat,
  divide,
  gather,
  mean,
  multiply,
  reshape,
  ShapeError,
  showShape,
  sigmoid,
  softplus,
  subtract,
  sum,
  type Tensor,
  tensor,
  to,
  ValueError,
} from '@heed/core';
import { resizeMap } from '../resize-map.ts';
import type { LabelledObjects, Match } from './match-objects.ts';

/** What the masks of matched queries lack, for each thing. */
export interface MaskTerms {
  /** Focal loss of the pixels (Lin et al. 2017), α = ¼ and γ = 2. */
  readonly maskFocal: Tensor;
  /** `1 − 2 |A ∩ B| / (|A| + |B|)`, with 1 added above and below (Milletari et al. 2016). */
  readonly maskDice: Tensor;
}

/** The masks of the things of all matches, in their order, as numbers: [matches, height, width]. */
function wantedMasks(
  targets: readonly LabelledObjects[],
  matches: readonly (readonly Match[])[],
  like: Tensor,
): Tensor {
  let size: readonly number[] | undefined;
  const wanted = matches.map((pairs, picture) => {
    const { masks, labels } = targets[picture] ?? { masks: undefined, labels: [] };
    if (masks === undefined) {
      throw new ValueError(
        `detectionLoss: picture ${picture} has no masks, and the output has; give logits and boxes alone to train without`,
      );
    }
    size ??= masks.shape.slice(1);
    const expected = [labels.length, ...size];
    if (masks.rank !== 3 || masks.dtype !== 'bool' || masks.shape.join() !== expected.join()) {
      throw new ShapeError(
        `detectionLoss: masks of picture ${picture} must be bool [things, height, width], ${showShape(expected)}, ` +
          `got ${masks.dtype} ${showShape(masks.shape)}`,
      );
    }
    const rows = Int32Array.from(pairs, ({ object }) => object);
    return cast(gather(masks, to(tensor(rows), masks.backend), { axis: 0 }), like.dtype);
  });
  return concat(wanted, { axis: 0 });
}

/**
 * Compares the masks of matched queries with those of their things, brought to their size.
 *
 * @param masks Logits [batch, queries, rows, columns].
 * @param things Number of things in the batch, at least 1.
 */
export function maskLosses(
  masks: Tensor,
  targets: readonly LabelledObjects[],
  matches: readonly (readonly Match[])[],
  things: number,
): MaskTerms {
  const [batch = 0, queries = 0, rows = 0, columns = 0] = masks.shape;
  const wanted = wantedMasks(targets, matches, masks);
  const [count = 0, height = 0, width = 0] = wanted.shape;
  const places = Int32Array.from(
    matches.flatMap((pairs, picture) => pairs.map(({ query }) => picture * queries + query)),
  );
  const flat = reshape(masks, [batch * queries, 1, rows, columns]);
  const found = gather(flat, to(tensor(places), masks.backend), { axis: 0 });
  const sized = count === 0 ? found : resizeMap(found, [height, width]);
  const logits = reshape(sized, [count, count === 0 ? rows * columns : height * width]);
  const truth = count === 0 ? logits : reshape(wanted, logits.shape);
  const shares = sigmoid(logits);
  const wrong = subtract(add(shares, truth), multiply(multiply(shares, truth), 2));
  const entropy = subtract(softplus(logits), multiply(logits, truth));
  const weights = subtract(0.75, multiply(truth, 0.5));
  const focal = multiply(multiply(entropy, multiply(wrong, wrong)), weights);
  const both = multiply(sum(multiply(shares, truth), { axis: 1 }), 2);
  const all = add(sum(shares, { axis: 1 }), sum(truth, { axis: 1 }));
  const dice = subtract(1, divide(add(both, 1), add(all, 1)));
  return {
    maskFocal: multiply(sum(mean(focal, { axis: 1 })), 1 / things),
    maskDice: multiply(sum(dice), 1 / things),
  };
}
