import { checkKind, checkOptions, checkWhole, OptionError, ShapeError, showValue } from '@heed/core';

/** Options of {@link expectedCalibrationError}. */
export interface CalibrationOptions {
  /** Bins of equal width that confidences are sorted into; 15 by default. */
  readonly bins?: number;
}

/**
 * Expected calibration error (Guo et al. 2017): predictions are sorted into bins by their confidence, the probability of
 * the class that was chosen, and `Σ |bin| / n · |accuracy − mean confidence|` says how far confidence is from the truth.
 *
 * @param confidences Probabilities, 0…1.
 * @param right Whether each prediction was right.
 * @throws {ShapeError} for lists of different lengths, and for empty ones.
 *
 * @example
 * ```ts
 * import { expectedCalibrationError } from '@heed/transformer';
 * console.log(expectedCalibrationError([0.9, 0.9, 0.6], [true, false, true])); // 0.4
 * ```
 */
export function expectedCalibrationError(
  confidences: readonly number[],
  right: readonly boolean[],
  options: CalibrationOptions = {},
): number {
  checkOptions('expectedCalibrationError', options, ['bins']);
  const bins = checkWhole('expectedCalibrationError: bins', options.bins ?? 15);
  checkKind('expectedCalibrationError: confidences', confidences, 'a list');
  checkKind('expectedCalibrationError: right', right, 'a list');
  if (confidences.length !== right.length || confidences.length === 0) {
    throw new ShapeError(
      `expectedCalibrationError: got ${confidences.length} confidences and ${right.length} answers`,
    );
  }
  const gaps = new Float64Array(bins);
  for (const [index, confidence] of confidences.entries()) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new OptionError(
        `expectedCalibrationError: confidences lie in 0…1, confidences[${index}] is ${showValue(confidence)}`,
      );
    }
    // Bin i holds what lies above i / bins and at most at (i + 1) / bins.
    const bin = Math.max(Math.ceil(confidence * bins) - 1, 0);
    gaps[bin] = (gaps[bin] ?? 0) + Number(right[index]) - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / confidences.length;
}
