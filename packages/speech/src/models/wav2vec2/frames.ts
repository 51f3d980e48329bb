import { reshape, ShapeError, showShape, slice, type Tensor } from '@heed/core';
import type { WaveConvolution } from './config.ts';

/** Frames that convolutions without padding make of samples; 0 for sounds shorter than the first frame. */
export function framesOfSamples(samples: number, convolutions: readonly WaveConvolution[]): number {
  return convolutions.reduce(
    (length, { kernel, stride }) => (length < kernel ? 0 : Math.floor((length - kernel) / stride) + 1),
    samples,
  );
}

/**
 * Samples as the convolutions take them: [batch, samples] or [batch, 1, samples] → [batch, 1, samples].
 *
 * @throws {ShapeError} for other shapes, and sounds shorter than a frame.
 */
export function inOneChannel(samples: Tensor, convolutions: readonly WaveConvolution[]): Tensor {
  const [batch = 0, ...rest] = samples.shape;
  const length = rest.at(-1) ?? 0;
  if (!(rest.length === 1 || (rest.length === 2 && rest[0] === 1))) {
    throw new ShapeError(`samples must be [batch, samples], got ${showShape(samples.shape)}`);
  }
  if (framesOfSamples(length, convolutions) === 0) {
    throw new ShapeError(`${length} samples are too few: they make no frame`);
  }
  return reshape(samples, [batch, 1, length]);
}

/** Refuses a mask that is not [batch, samples]. */
export function checkMask(mask: Tensor, samples: Tensor): void {
  const [batch] = samples.shape;
  const length = samples.shape.at(-1) ?? 0;
  if (mask.rank !== 2 || mask.shape[0] !== batch || mask.shape[1] !== length) {
    throw new ShapeError(`the mask must be ${showShape([batch ?? 0, length])}, got ${showShape(mask.shape)}`);
  }
}

/**
 * Which frames are sound: those whose last sample is. The mask must be true at the beginning of each row alone.
 *
 * @param mask bool [batch, samples]
 * @returns bool [batch, frames]
 * @throws {ShapeError} for a mask that does not fit the samples.
 */
export function frameMask(mask: Tensor, samples: Tensor, convolutions: readonly WaveConvolution[]): Tensor {
  checkMask(mask, samples);
  let [window, step] = [1, 1];
  for (const { kernel, stride } of convolutions) {
    window += (kernel - 1) * step;
    step *= stride;
  }
  return slice(mask, { axis: 1, start: window - 1, end: samples.shape.at(-1) ?? 0, step });
}
