import { checkOptions, ShapeError, softmax, tidy } from '@heed/core';
import type { YolosOutput } from './model.ts';

/** A thing that was found in a picture. */
export interface DetectedObject {
  readonly label: string;
  readonly probability: number;
  /** Left, top, right and bottom, as shares of the picture's width and height; they may reach over its edge. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/**
 * Reads what a detector found, the likeliest first, as transformers' `post_process_object_detection` does: the class of
 * each token but "nothing", if it is likely enough.
 *
 * @returns One list for each picture.
 * @throws {ShapeError} for another number of labels than the model has.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { detectedObjects } from '@heed/vision';
 * const found = { logits: tensor([[[9, 0, 0]]]), boxes: tensor([[[0.5, 0.5, 0.2, 0.4]]]) };
 * console.log(detectedObjects(found, ['cat', 'dog'])); // a cat at 0.4, 0.3, 0.6, 0.7
 * ```
 */
export function detectedObjects(
  { logits, boxes }: YolosOutput,
  labels: readonly string[],
  options: { readonly threshold?: number } = {},
): DetectedObject[][] {
  checkOptions('detectedObjects', options, ['threshold']);
  const { threshold = 0.5 } = options;
  const [batch = 0, tokens = 0, classes = 0] = logits.shape;
  if (classes !== labels.length + 1) {
    throw new ShapeError(`detectedObjects: ${classes} classes with "nothing", and ${labels.length} labels`);
  }
  const probabilities = tidy(() => softmax(logits, { axis: -1 }).dataSync());
  const places = boxes.dataSync();
  return Array.from({ length: batch }, (_, picture) => {
    const found = Array.from({ length: tokens }, (__, token): DetectedObject => {
      const row = picture * tokens + token;
      const scores = labels.map((___, label) => probabilities[row * classes + label] ?? 0);
      const probability = Math.max(...scores);
      const [x = 0, y = 0, width = 0, height = 0] = places.slice(row * 4, row * 4 + 4);
      return {
        label: labels[scores.indexOf(probability)] ?? '',
        probability,
        box: [x - width / 2, y - height / 2, x + width / 2, y + height / 2],
      };
    });
    return found
      .filter(({ probability }) => probability > threshold)
      .sort((one, other) => other.probability - one.probability);
  });
}
