import { checkOneOf, checkWhole, OptionError } from '@heed/core';
import { FourierTransform } from './fourier-transform.ts';
import type { FrameLayout } from './frame-stream.ts';
import { type WindowName, windowFunction } from './window-function.ts';

/** How sound is cut into frames and each is turned into a spectrum. Lengths are in samples. */
export interface FrameOptions {
  /** Samples of a frame: 400 are 25 ms at 16 kHz. */
  readonly frameLength: number;
  /** From the start of a frame to that of the next: 160 are 10 ms at 16 kHz. */
  readonly hopLength: number;
  /** Samples of the window, in the middle of the frame; those of the frame if absent. */
  readonly windowLength?: number;
  /** Numbers that are transformed, the frame and zeros after it; those of the frame if absent. */
  readonly transformLength?: number;
  readonly window: WindowName;
  /** See {@link windowFunction}. */
  readonly periodic: boolean;
  /**
   * What half a frame before and after the sound is taken for, so that frame t has its middle at t · hopLength: the sound
   * mirrored without its last sample (`reflect`), or silence (`zero`). `none`: the frames lie within the sound.
   */
  readonly padding: 'reflect' | 'zero' | 'none';
  /** Takes the mean of a frame out of it first (Kaldi). */
  readonly removeMean?: boolean;
  /** Takes this part of the sample before from each sample of a frame, which lifts high frequencies (Kaldi). */
  readonly preemphasis?: number;
}

/** Turns frames into spectra, one after the other. */
export class FrameSpectrum {
  readonly options: FrameOptions;
  readonly transform: FourierTransform;
  readonly #window: Float64Array;
  readonly #frame: Float64Array;

  constructor(options: FrameOptions) {
    const { frameLength, hopLength, windowLength = frameLength, transformLength = frameLength } = options;
    const lengths = { frameLength, hopLength, windowLength, transformLength };
    for (const [name, length] of Object.entries(lengths)) checkWhole(`frames: ${name}`, length);
    if (windowLength > frameLength || frameLength > transformLength) {
      throw new OptionError(
        `frames: windowLength ≤ frameLength ≤ transformLength must hold, got ${windowLength}, ${frameLength}, ${transformLength}`,
      );
    }
    checkOneOf('frames: padding', options.padding, ['reflect', 'zero', 'none']);
    const { preemphasis = 0 } = options;
    if (!Number.isFinite(preemphasis)) {
      throw new OptionError(`frames: preemphasis must be finite, got ${preemphasis}`);
    }
    this.options = options;
    this.transform = new FourierTransform(transformLength);
    this.#frame = new Float64Array(transformLength);
    this.#window = new Float64Array(frameLength);
    const window = windowFunction(options.window, windowLength, options.periodic);
    this.#window.set(window, Math.floor((frameLength - windowLength) / 2));
  }

  /** How frames are cut. */
  get layout(): FrameLayout {
    const { frameLength, hopLength, padding } = this.options;
    const filled = padding === 'none' ? 0 : Math.floor(frameLength / 2);
    return { frameLength, hopLength, padding: filled, mirrored: padding === 'reflect' };
  }

  /** Leaves the spectrum of the frame from `start` on in `transform`; false, and nothing done, for one of zeros alone. */
  run(samples: Float32Array, start: number): boolean {
    const { frameLength, removeMean = false, preemphasis = 0 } = this.options;
    const [frame, window] = [this.#frame, this.#window];
    let silent = true;
    for (let at = 0; at < frameLength; at++) {
      const sample = samples[start + at] ?? 0;
      frame[at] = sample;
      if (sample !== 0) silent = false;
    }
    if (silent) return false;
    if (removeMean) {
      let sum = 0;
      for (let at = 0; at < frameLength; at++) sum += frame[at] ?? 0;
      for (let at = 0; at < frameLength; at++) frame[at] = (frame[at] ?? 0) - sum / frameLength;
    }
    if (preemphasis !== 0) {
      for (let at = frameLength - 1; at >= 0; at--) {
        frame[at] = (frame[at] ?? 0) - preemphasis * (frame[Math.max(at - 1, 0)] ?? 0);
      }
    }
    for (let at = 0; at < frameLength; at++) frame[at] = (frame[at] ?? 0) * (window[at] ?? 0);
    this.transform.run(frame);
    return true;
  }
}
