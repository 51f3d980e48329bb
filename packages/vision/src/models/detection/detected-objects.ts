import { checkKind, checkOptions, ShapeError, softmax, tidy } from '@heed/core';
import type { DetectionOutput } from './detection-output.ts';

/** A thing that was found in a picture. */
export interface DetectedObject {
  readonly label: string;
  readonly probability: number;
  /**
   * Left, top, right and bottom, in pixels where the picture's size was given, else as shares of its width and height; they
   * may reach over its edge.
   */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** Which of the model's queries or detection tokens found it: its row in attention maps. */
  readonly query: number;
}

/** Options of {@link detectedObjects}. */
export interface DetectedObjectsOptions {
  /** What is less likely, or just so, is left out; 0.5 by default. */
  readonly threshold?: number;
  /** The pictures as they were before they were brought to the model's size, for boxes in pixels. */
  readonly pictures?: readonly { readonly width: number; readonly height: number }[];
}

/**
 * Reads what a detector found, the likeliest first, as transformers' `post_process_object_detection` does: the class of
 * each query but "nothing", if it is likely enough.
 *
 * @returns One list for each picture.
 * @throws {ShapeError} for another number of labels than the model has, or of pictures than there were.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { detectedObjects } from '@heed/vision';
 * const found = { logits: tensor([[[9, 0, 0]]]), boxes: tensor([[[0.5, 0.5, 0.2, 0.4]]]) };
 * const picture = { width: 640, height: 480 };
 * console.log(detectedObjects(found, ['cat', 'dog'], { pictures: [picture] })); // a cat at 256, 144, 384, 336
 * ```
 */
export function detectedObjects(
  output: DetectionOutput,
  labels: readonly string[],
  options: DetectedObjectsOptions = {},
): DetectedObject[][] {
  checkOptions('detectedObjects', options, ['threshold', 'pictures']);
  const { threshold = 0.5, pictures } = options;
  checkKind('detectedObjects: output', output, 'an object');
  const { logits, boxes } = output;
  checkKind('detectedObjects: logits', logits, 'a tensor');
  checkKind('detectedObjects: boxes', boxes, 'a tensor');
  checkKind('detectedObjects: labels', labels, 'a list');
  const [batch = 0, queries = 0, classes = 0] = logits.shape;
  if (classes !== labels.length + 1) {
    throw new ShapeError(`detectedObjects: ${classes} classes with "nothing", and ${labels.length} labels`);
  }
  if (pictures !== undefined && pictures.length !== batch) {
    throw new ShapeError(`detectedObjects: ${pictures.length} pictures, and a batch of ${batch}`);
  }
  const probabilities = tidy(() => softmax(logits, { axis: -1 }).dataSync());
  const places = boxes.dataSync();
  return Array.from({ length: batch }, (_, picture) => {
    const { width: across, height: down } = pictures?.[picture] ?? { width: 1, height: 1 };
    const found = Array.from({ length: queries }, (__, query): DetectedObject => {
      const row = picture * queries + query;
      const scores = labels.map((___, label) => probabilities[row * classes + label] ?? 0);
      const probability = Math.max(...scores);
      const [x = 0, y = 0, width = 0, height = 0] = places.slice(row * 4, row * 4 + 4);
      return {
        label: labels[scores.indexOf(probability)] ?? '',
        probability,
        box: [
          (x - width / 2) * across,
          (y - height / 2) * down,
          (x + width / 2) * across,
          (y + height / 2) * down,
        ],
        query,
      };
    });
    return found
      .filter(({ probability }) => probability > threshold)
      .sort((one, other) => other.probability - one.probability);
  });
}
