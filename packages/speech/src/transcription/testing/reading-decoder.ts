import type { RandomGenerator } from '@heed/core';
import { samplingRate } from '../mono-stream.ts';
import { type HeardWindow, type ScriptedAnswer, ScriptedDecoder } from './scripted-decoder.ts';

const wordCount = 200;
const step = 0.02;
/** Samples of one step of the time stamps. */
const stepSamples = samplingRate * step;
/** What is heard where no word is: not digital silence. */
const background = 1e-6;

/** A word of a reading, in seconds. */
export interface ReadWord {
  readonly text: string;
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** A sound in which words can be read: each is a stretch of one height, which says which word it is. */
export interface Reading {
  readonly samples: Float32Array;
  readonly words: readonly ReadWord[];
}

/** Words of random lengths with random pauses between them, up to about a number of seconds. */
export function readingOf(generator: RandomGenerator, seconds: number): Reading {
  const words: ReadWord[] = [];
  let at = generator.nextInteger(50);
  while (at * step < seconds) {
    const length = 10 + generator.nextInteger(50);
    const id = generator.nextInteger(wordCount);
    words.push({ text: ` w${id}`, id, start: at * step, end: (at + length) * step });
    at += length + 2 + generator.nextInteger(generator.nextUniform() < 0.1 ? 200 : 20);
  }
  const samples = new Float32Array(at * stepSamples).fill(background);
  for (const { id, start, end } of words) {
    samples.fill((id + 1) / 1000, Math.round(start * samplingRate), Math.round(end * samplingRate));
  }
  return { samples, words };
}

/** Reads such a sound exactly; a word that is cut off at the end of a window is begun and not finished. */
export class ReadingDecoder extends ScriptedDecoder {
  constructor() {
    const pieces = Array.from({ length: wordCount }, (_, id) => ` w${id}`);
    super(
      pieces,
      (window) => this.#read(window),
      (samples, ids) => this.hills(samples, ids),
    );
  }
}
