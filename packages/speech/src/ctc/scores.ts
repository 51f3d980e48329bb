import { checkKind, DTypeError, IndexError, ShapeError, showShape, type Tensor } from '@heed/core';

/** Log-probabilities of the classes in each frame, in float64. */
export interface CtcScores {
  readonly frames: number;
  readonly classes: number;
  /** [frames, classes], row after row. */
  readonly data: Float64Array;
}

/** A label that was heard, and where. */
export interface CtcLabel {
  readonly id: number;
  /** The first frame of it. */
  readonly start: number;
  /** The frame behind its last one. */
  readonly end: number;
  /** Probability of the label in its frames, the geometric mean. */
  readonly probability: number;
}

/** `log(exp(a) + exp(b))`; −∞ is the logarithm of 0. */
export function logAddExp(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
}

/** Reads logits [frames, classes] of one sound, and takes the softmax of each frame. */
export function readScores(name: string, logits: Tensor, blank: number): CtcScores {
  checkKind(`${name}: logits`, logits, 'a tensor');
  if (logits.dtype !== 'float32' && logits.dtype !== 'float64') {
    throw new DTypeError(
      `${name}: logits must be float32 or float64, got ${logits.dtype}; cast() them first`,
    );
  }
  const [frames, classes, ...others] = logits.shape;
  if (frames === undefined || classes === undefined || others.length > 0) {
    throw new ShapeError(
      `${name}: needs logits [frames, classes] of one sound, got ${showShape(logits.shape)}`,
    );
  }
  if (!(Number.isInteger(blank) && blank >= 0 && blank < classes)) {
    throw new IndexError(`${name}: blank must be a class, 0 to ${classes - 1}, got ${blank}`);
  }
  const data = Float64Array.from(logits.dataSync());
  for (let frame = 0; frame < frames; frame++) {
    const row = data.subarray(frame * classes, (frame + 1) * classes);
    const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const norm = most + Math.log(row.reduce((sum, value) => sum + Math.exp(value - most), 0));
    for (const [at, value] of row.entries()) row[at] = value - norm;
  }
  return { frames, classes, data };
}

/** The labels of a path, one class for each frame: repetitions are joined, blanks left out. */
export function labelsOfPath(path: ArrayLike<number>, scores: CtcScores, blank: number): CtcLabel[] {
  const labels: CtcLabel[] = [];
  for (let start = 0; start < scores.frames; ) {
    const id = path[start] ?? blank;
    let end = start;
    let sum = 0;
    while (end < scores.frames && path[end] === id) sum += scores.data[end++ * scores.classes + id] ?? 0;
    if (id !== blank) labels.push({ id, start, end, probability: Math.exp(sum / (end - start)) });
    start = end;
  }
  return labels;
}
