import { reshape, slice, type Tensor, tidy } from '@heed/core';
import {
  alignCtc,
  type CtcLabel,
  type CtcWord,
  ctcWords,
  decodeCtcGreedily,
  type Sound,
  searchCtcBeam,
  spokenBatch,
} from '@heed/speech';
import type { Recognizer } from './checkpoint.ts';
import { type Heard, hear, secondsPerFrame } from './hear.ts';
import { wordListModel } from './word-list.ts';

/** What was heard in a sound. */
export interface Recognised {
  readonly text: string;
  readonly words: readonly CtcWord[];
}

/** What is said in a sound, with times; of some words alone, where they are given. */
export function recognise(recognizer: Recognizer, sound: Sound, words?: readonly string[]): Recognised {
  const [only] = recogniseHeard(recognizer, [hear(sound)], words);
  return only ?? { text: '', words: [] };
}

/** The same for the features of several sounds at once. */
export function recogniseHeard(
  recognizer: Recognizer,
  sounds: readonly Heard[],
  words?: readonly string[],
): Recognised[] {
  const { model, vocabulary } = recognizer;
  return tidy(() => {
    const { features, mask } = spokenBatch(sounds);
    const logits = model.forward(features, mask);
    return sounds.map(({ frames }, at) => {
      const row = rowOf(logits, at, model.framesOf(frames));
      const labels =
        words === undefined
          ? decodeCtcGreedily(row, { blank: model.blank })
          : searchWords(recognizer, row, words);
      const found = ctcWords(labels, vocabulary, secondsPerFrame);
      return { text: found.map(({ text }) => text).join(' '), words: found };
    });
  });
}

/** Prefixes that the search for words keeps. */
const width = 24;

/** The likeliest text of these words, put into the sound. */
function searchWords(
  { model, vocabulary }: Recognizer,
  logits: Tensor,
  words: readonly string[],
): CtcLabel[] {
  const hypotheses = searchCtcBeam(logits, {
    ...{ blank: model.blank, width, results: width },
    languageModel: wordListModel(words, vocabulary),
  });
  const isWhole = (text: string): boolean =>
    text.split(' ').every((word) => word === '' || words.includes(word));
  const best = hypotheses.find(({ labels }) => isWhole(vocabulary.decode(labels))) ?? hypotheses[0];
  return alignCtc(logits, best?.labels ?? [], { blank: model.blank });
}

/** Logits of one sound of a batch, without what stands behind it. */
function rowOf(logits: Tensor, at: number, frames: number): Tensor {
  const row = slice(logits, { axis: 0, start: at, end: at + 1 });
  return slice(reshape(row, logits.shape.slice(1)), { axis: 0, start: 0, end: frames });
}
