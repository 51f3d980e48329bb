import { resample } from '../sound/resample.ts';
import { checkSound, type Sound, secondsOf } from '../sound/sound.ts';
import { MonoStream, samplingRate } from './mono-stream.ts';

/** A whole sound, or the parts of one as they come: from a file that is decoded piece by piece, or a microphone. */
export type SoundSource = Sound | AsyncIterable<Sound>;

/** Where windows are read from: one channel at 16 kHz. */
export interface SampleSource {
  /** Length of the sound in seconds, where it is known. */
  readonly seconds: number | undefined;
  /** Up to `count` samples from `start` on; fewer at the end. What lies before `start` may be forgotten. */
  read(start: number, count: number): Promise<Float32Array>;
  /** Whether the sound ends at or before this sample. */
  endsBefore(sample: number): Promise<boolean>;
}

/** Reads any sound as one channel at 16 kHz, and keeps no more of it in memory than a window. */
export class SoundReader implements SampleSource {
  readonly #parts: AsyncIterator<Sound> | Iterator<Sound>;
  readonly #stream = new MonoStream();
  readonly #length: number | undefined;
  #held: Float32Array[] = [];
  #start = 0;
  #end = 0;
  #ended = false;

  constructor(source: SoundSource) {
    this.#parts = comesInPieces(source) ? source[Symbol.asyncIterator]() : partsOf(source);
    this.#length = comesInPieces(source) ? undefined : secondsOf(source);
  }

  get seconds(): number | undefined {
    return this.#ended ? this.#stream.seconds : this.#length;
  }

  async read(start: number, count: number): Promise<Float32Array> {
    this.#forget(start);
    await this.#fill(start + count);
    const window = new Float32Array(Math.max(0, Math.min(start + count, this.#end) - start));
    let at = this.#start;
    for (const part of this.#held) {
      const [from, to] = [Math.max(start, at), Math.min(start + count, at + part.length)];
      if (to > from) window.set(part.subarray(from - at, to - at), from - start);
      at += part.length;
    }
    return window;
  }

  async endsBefore(sample: number): Promise<boolean> {
    await this.#fill(sample + 1);
    return this.#end <= sample;
  }

  /** Lets the source of the parts close what it has open. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#parts.return?.();
  }

  async #fill(end: number): Promise<void> {
    while (!this.#ended && this.#end < end) {
      const { done, value } = await this.#parts.next();
      this.#ended = done === true;
      const part = done === true ? this.#stream.finish() : this.#stream.push(value);
      if (part.length > 0) this.#held.push(part);
      this.#end += part.length;
    }
  }

  #forget(start: number): void {
    let [first] = this.#held;
    while (first !== undefined && this.#start + first.length <= start) {
      this.#start += first.length;
      this.#held.shift();
      [first] = this.#held;
    }
  }
}

const partSeconds = 10;

/** A sound in memory, part by part. */
export function* partsOf(sound: Sound): Generator<Sound, void, undefined> {
  checkSound(sound);
  const even = Number.isInteger(sound.samplingRate) ? sound : resample(sound, samplingRate);
  const size = partSeconds * even.samplingRate;
  const length = even.channels[0]?.length ?? 0;
  for (let start = 0; start < length; start += size) {
    yield { ...even, channels: even.channels.map((channel) => channel.subarray(start, start + size)) };
  }
}

/** Callers without types may give anything, which is refused as no sound. */
function comesInPieces(source: SoundSource): source is Exclude<SoundSource, Sound> {
  return Symbol.asyncIterator in Object(source);
}
