import { reshape, slice, type Tensor, tidy } from '@heed/core';
import {
  type CtcLabel,
  type CtcWord,
  ctcWords,
  decodeCtcGreedily,
  type Sound,
  spokenBatch,
} from '@heed/speech';
import type { Recognizer } from './checkpoint.ts';
import { type Heard, hear, secondsPerFrame } from './hear.ts';

/** What was heard in a sound. */
export interface Recognised {
  readonly text: string;
  readonly labels: readonly CtcLabel[];
  readonly words: readonly CtcWord[];
  /** Frames of the recogniser. */
  readonly frames: number;
}

/** What is said in a sound, with times. */
export function recognise(recognizer: Recognizer, sound: Sound): Recognised {
  const [only] = recogniseHeard(recognizer, [hear(sound)]);
  return only ?? { text: '', labels: [], words: [], frames: 0 };
}

/** The same for the features of several sounds at once. */
export function recogniseHeard({ model, vocabulary }: Recognizer, sounds: readonly Heard[]): Recognised[] {
  return tidy(() => {
    const { features, mask } = spokenBatch(sounds);
    const logits = model.forward(features, mask);
    return sounds.map((heard, at) => {
      const frames = model.framesOf(heard.frames);
      const labels = decodeCtcGreedily(rowOf(logits, at, frames), { blank: model.blank });
      const words = ctcWords(labels, vocabulary, secondsPerFrame);
      return { text: words.map((word) => word.text).join(' '), labels, words, frames };
    });
  });
}

/** Logits of one sound of a batch, without what stands behind it. */
function rowOf(logits: Tensor, at: number, frames: number): Tensor {
  const row = slice(logits, { axis: 0, start: at, end: at + 1 });
  return slice(reshape(row, logits.shape.slice(1)), { axis: 0, start: 0, end: frames });
}
