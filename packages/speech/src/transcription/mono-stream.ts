import { OptionError, ValueError } from '@heed/core';
import { resample } from '../sound/resample.ts';
import type { Sound } from '../sound/sound.ts';
import { toMono } from '../sound/to-mono.ts';

/** Samples a second that recognisers hear. */
export const samplingRate = 16_000;

/**
 * Turns sound that comes in parts into one channel at 16 kHz, with the same numbers as the whole sound at once: whole
 * seconds are resampled together with a second on each side, which is more than the filter reaches.
 */
export class MonoStream {
  #rate: number | undefined;
  #channels = 0;
  #held: Float32Array = new Float32Array(0);
  /** Seconds of the sound before what is held. */
  #dropped = 0;
  /** Whole seconds given out. */
  #given = 0;
  #samples = 0;

  /** Length of the sound so far. */
  get seconds(): number {
    return this.#rate === undefined ? 0 : this.#samples / this.#rate;
  }

  /**
   * Takes the next part and gives what is ready.
   *
   * @throws {OptionError} for a rate that is not a whole number (unless it is 16 kHz), or another than before.
   * @throws {ValueError} for another number of channels than before.
   */
  push(sound: Sound): Float32Array {
    const mono = toMono(sound).channels[0] ?? new Float32Array(0);
    this.#check(sound);
    this.#samples += mono.length;
    if (sound.samplingRate === samplingRate) return mono;
    this.#held = joined(this.#held, mono);
    return this.#give(Math.floor(this.#samples / sound.samplingRate) - 1, sound.samplingRate);
  }

  /** What is left at the end. */
  finish(): Float32Array {
    if (this.#rate === undefined || this.#rate === samplingRate) return new Float32Array(0);
    return this.#give(Number.POSITIVE_INFINITY, this.#rate);
  }

  #give(until: number, rate: number): Float32Array {
    if (until <= this.#given) return new Float32Array(0);
    const held = { samplingRate: rate, channels: [this.#held] };
    const ready = resample(held, samplingRate).channels[0] ?? new Float32Array(0);
    const given = ready.slice(
      (this.#given - this.#dropped) * samplingRate,
      (until - this.#dropped) * samplingRate,
    );
    const dropped = Math.max(0, until - 1);
    this.#held = this.#held.slice((dropped - this.#dropped) * rate);
    [this.#given, this.#dropped] = [until, dropped];
    return given;
  }

  #check({ samplingRate: rate, channels }: Sound): void {
    this.#rate ??= rate;
    if (this.#channels === 0) this.#channels = channels.length;
    if (rate !== samplingRate && !Number.isInteger(rate)) {
      throw new OptionError(`sound in parts needs a whole number of samples a second, got ${rate}`);
    }
    if (rate !== this.#rate) {
      throw new OptionError(`a part of the sound has ${rate} samples a second, those before ${this.#rate}`);
    }
    if (channels.length !== this.#channels) {
      const [now, before] = [channels.length, this.#channels];
      throw new ValueError(`a part of the sound has ${now} channels, those before ${before}`);
    }
  }
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
