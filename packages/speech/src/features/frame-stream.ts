import { LifetimeError, ValueError } from '@heed/core';
import { checkFloats, firstNotFinite } from '../sound/sound.ts';

/** What the frames of a stream are made of. */
export interface FrameLayout {
  readonly frameLength: number;
  readonly hopLength: number;
  /** Samples before the first and after the last that are filled in. */
  readonly padding: number;
  /** Whether they are the sound mirrored; silence otherwise. */
  readonly mirrored: boolean;
}

/** The sample that stands at a place before or after a sound of some length: 2 1 | 0 1 2 3 | 2 1, again and again. */
function mirroredPlace(place: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const turned = ((place % period) + period) % period;
  return Math.min(turned, period - turned);
}

/**
 * Cuts sound that comes in pieces into frames, each as soon as all of its samples are there; the same frames however the
 * sound is cut. It keeps what frames to come need, and no more.
 */
export class FrameStream {
  readonly #layout: FrameLayout;
  /** Samples that are kept; the first of them stands at `#first` of the sound, below 0 for what is filled in. */
  #kept: Float32Array = new Float32Array(0);
  #first = 0;
  #received = 0;
  #frames = 0;
  #begun = false;
  #ended = false;

  constructor(layout: FrameLayout) {
    this.#layout = layout;
  }

  /** Samples that came in so far. */
  get received(): number {
    return this.#received;
  }

  /**
   * Calls `take` with each frame that is whole now: samples, and where in them the frame starts.
   *
   * @throws {ValueError} for a sample that is not finite.
   */
  push(samples: Float32Array, take: (samples: Float32Array, start: number) => void): void {
    if (this.#ended) throw new LifetimeError('samples came after the end of the stream');
    checkFloats('samples', samples);
    const bad = firstNotFinite(samples);
    if (bad >= 0)
      throw new ValueError(`sample ${this.#received + bad} is ${samples[bad]}, not a finite number`);
    this.#append(samples);
    this.#received += samples.length;
    const { padding, mirrored } = this.#layout;
    if (!this.#begun && mirrored && this.#received <= padding) return;
    this.#fillBefore();
    this.#take(take);
  }

  /** The frames that reach beyond the last sample. */
  end(take: (samples: Float32Array, start: number) => void): void {
    if (this.#ended) throw new LifetimeError('the stream has ended already');
    this.#ended = true;
    const { padding, mirrored } = this.#layout;
    if (this.#received === 0 || padding === 0) return;
    this.#fillBefore();
    const after = new Float32Array(padding);
    if (mirrored) {
      for (const at of after.keys()) after[at] = this.#at(mirroredPlace(this.#received + at, this.#received));
    }
    this.#append(after);
    this.#take(take);
  }

  #at(place: number): number {
    return this.#kept[place - this.#first] ?? 0;
  }

  #append(samples: Float32Array): void {
    const joined = new Float32Array(this.#kept.length + samples.length);
    joined.set(this.#kept);
    joined.set(samples, this.#kept.length);
    this.#kept = joined;
  }

  /** What stands before the first sample, once; a mirrored sound has to be long enough, or whole. */
  #fillBefore(): void {
    if (this.#begun) return;
    this.#begun = true;
    const { padding, mirrored } = this.#layout;
    const joined = new Float32Array(padding + this.#kept.length);
    if (mirrored) {
      for (let at = 0; at < padding; at++) joined[at] = this.#at(mirroredPlace(at - padding, this.#received));
    }
    joined.set(this.#kept, padding);
    this.#kept = joined;
    this.#first = -padding;
  }

  #take(take: (samples: Float32Array, start: number) => void): void {
    const { frameLength, hopLength, padding } = this.#layout;
    const startOf = (frame: number) => frame * hopLength - padding - this.#first;
    while (startOf(this.#frames) + frameLength <= this.#kept.length) {
      take(this.#kept, startOf(this.#frames));
      this.#frames++;
    }
    // The end mirrors as many samples as it fills in, and one more: they are kept beside those of the next frame.
    const next = Math.min(startOf(this.#frames), this.#kept.length - padding - 1);
    if (next > 0) {
      this.#kept = this.#kept.slice(next);
      this.#first += next;
    }
  }
}
