import { checkWhole } from '@heed/core';
import { checkFloats } from '../../sound/sound.ts';

/**
 * The median of each value and its neighbours, which takes out what stands alone. At the ends the values are mirrored
 * without the last; fewer values than half the width stay as they are, as in openai/whisper.
 *
 * @param width Odd; how many values a median is taken of.
 *
 * @example
 * ```ts
 * import { medianFilter } from '@heed/speech';
 * console.log(medianFilter(Float32Array.of(0, 0, 9, 0, 1, 1), 3)); // [0, 0, 0, 1, 1, 1]
 * ```
 */
export function medianFilter(values: Float32Array, width: number): Float32Array {
  checkFloats('medianFilter: values', values);
  const half = Math.floor(checkWhole('medianFilter: width', width) / 2);
  if (values.length <= half) return values;
  const last = values.length - 1;
  const window = new Float32Array(2 * half + 1);
  return values.map((_, center) => {
    for (let offset = -half; offset <= half; offset++) {
      const at = Math.abs(center + offset);
      window[offset + half] = values[at > last ? 2 * last - at : at] ?? 0;
    }
    return window.sort()[half] ?? 0;
  });
}
