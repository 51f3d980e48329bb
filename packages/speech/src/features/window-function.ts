import { checkOneOf, checkWhole } from '@heed/core';

/** Windows that fade a frame in and out. */
export type WindowName = 'hann' | 'hamming' | 'povey' | 'rectangular';

const windows: Readonly<Record<WindowName, (turn: number) => number>> = {
  hann: (turn) => 0.5 - 0.5 * Math.cos(2 * Math.PI * turn),
  hamming: (turn) => 0.54 - 0.46 * Math.cos(2 * Math.PI * turn),
  povey: (turn) => (0.5 - 0.5 * Math.cos(2 * Math.PI * turn)) ** 0.85,
  rectangular: () => 1,
};

/** All windows. */
export const windowNames: readonly WindowName[] = ['hann', 'hamming', 'povey', 'rectangular'];

/**
 * The numbers that the samples of a frame are multiplied with: `hann` ½ − ½ cos(2πt), `hamming` 0.54 − 0.46 cos(2πt),
 * `povey` Hann to the power of 0.85 (Kaldi), `rectangular` 1.
 *
 * @param periodic Whether t = k/n, for spectra (Whisper), or t = k/(n − 1), so that both ends are equal (Kaldi).
 * @throws {OptionError} for an unknown name or a length that is no whole number from 1.
 *
 * @example
 * ```ts
 * import { windowFunction } from '@heed/speech';
 * console.log(windowFunction('hann', 4, true)); // [0, 0.5, 1, 0.5]
 * ```
 */
export function windowFunction(name: WindowName, length: number, periodic: boolean): Float64Array {
  const window = windows[checkOneOf('windowFunction: name', name, windowNames)];
  checkWhole('windowFunction: length', length);
  const last = periodic ? length : length - 1;
  return Float64Array.from({ length }, (_, at) => (last === 0 ? 1 : window(at / last)));
}
