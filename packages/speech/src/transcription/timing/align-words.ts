import type { Tensor } from '@heed/core';
import type { DecodeWindowOptions, WindowDecoder } from '../../decoding/window-decoder.ts';
import { dynamicTimeWarping } from './dynamic-time-warping.ts';
import { medianFilter } from './median-filter.ts';
import { splitWords } from './split-words.ts';

/** A word of a window, its ids, and when it was said: seconds from the beginning of the window. */
export interface AlignedWord {
  text: string;
  ids: readonly number[];
  start: number;
  end: number;
  readonly probability: number;
}

/** What of a window is looked at. */
export interface AlignWordsOptions extends Pick<DecodeWindowOptions, 'task' | 'signal'> {
  readonly language: string;
  /** Frames of the features that hold sound. */
  readonly frames: number;
}

const filterWidth = 7;
const encoderFramesPerSecond = 50;

/**
 * When each word of a window was said: the least way through the attention of the alignment heads, which follow the
 * sound as they write (openai/whisper, `find_alignment`).
 *
 * @param textIds Ids without time stamps.
 */
export async function alignWords(
  decoder: WindowDecoder,
  features: Tensor,
  textIds: readonly number[],
  { language, frames, ...rest }: AlignWordsOptions,
): Promise<AlignedWord[]> {
  if (textIds.length === 0) return [];
  const { weights, firstRow, probabilities } = await decoder.align(features, textIds, { language, ...rest });
  const [, rows = 0, columns = 0] = weights.shape;
  const data = Float32Array.from(await weights.data());
  const heads = weights.shape[0] ?? 0;
  weights.dispose();
  const heard = Math.max(1, Math.min(columns, Math.floor(frames / 2)));
  const seen = alignmentMatrix(data, { heads, rows, columns, heard });
  const textRows = seen.subarray(firstRow * heard, (firstRow + textIds.length + 1) * heard);
  const path = dynamicTimeWarping(
    textRows.map((weight) => -weight),
    textIds.length + 1,
    heard,
  );
  const times = new Float64Array(textIds.length + 1);
  for (let at = path.rows.length - 1; at >= 0; at--) {
    times[path.rows[at] ?? 0] = (path.columns[at] ?? 0) / encoderFramesPerSecond;
  }
  let first = 0;
  return splitWords(decoder.vocabulary, textIds, language).map(({ text, ids }) => {
    const last = first + ids.length;
    const sum = probabilities.subarray(first, last).reduce((total, each) => total + each, 0);
    const word = {
      text,
      ids,
      start: times[first] ?? 0,
      end: times[last] ?? 0,
      probability: sum / ids.length,
    };
    first = last;
    return word;
  });
}

interface AlignmentSizes {
  readonly heads: number;
  readonly rows: number;
  readonly columns: number;
  /** Columns that hold sound. */
  readonly heard: number;
}

/** Attention over the sound alone, standardised over the tokens, filtered over time, mean of the heads: [rows, heard]. */
export function alignmentMatrix(
  weights: Float32Array,
  { heads, rows, columns, heard }: AlignmentSizes,
): Float32Array {
  const mean = new Float32Array(rows * heard);
  for (let head = 0; head < heads; head++) {
    const shares = new Float32Array(rows * heard);
    for (let row = 0; row < rows; row++) {
      const from = (head * rows + row) * columns;
      shares.set(shareOf(weights.subarray(from, from + heard)), row * heard);
    }
    standardizeColumns(shares, rows, heard);
    for (let row = 0; row < rows; row++) {
      const filtered = medianFilter(shares.subarray(row * heard, (row + 1) * heard), filterWidth);
      for (const [at, value] of filtered.entries()) {
        mean[row * heard + at] = (mean[row * heard + at] ?? 0) + value / heads;
      }
    }
  }
  return mean;
}

/** Values as parts of their sum, which is softmax over these places alone; even parts where all is elsewhere. */
export function shareOf(values: Float32Array): Float32Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => (sum > 0 ? value / sum : 1 / values.length));
}

/** Each column less its mean, by its standard deviation; a column that is the same everywhere says nothing: 0. */
function standardizeColumns(values: Float32Array, rows: number, columns: number): void {
  for (let column = 0; column < columns; column++) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < rows; row++) sum += values[row * columns + column] ?? 0;
    const mean = sum / rows;
    for (let row = 0; row < rows; row++) squares += ((values[row * columns + column] ?? 0) - mean) ** 2;
    const deviation = Math.sqrt(squares / rows);
    for (let row = 0; row < rows; row++) {
      const at = row * columns + column;
      values[at] = deviation > 0 ? ((values[at] ?? 0) - mean) / deviation : 0;
    }
  }
}
