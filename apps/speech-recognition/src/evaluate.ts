import { RandomGenerator } from '@heed/core';
import type { Sound } from '@heed/speech';
import { characterErrorRate, wordErrorRate } from '@heed/transformer';
import type { Recognizer } from './checkpoint.ts';
import { concatenated } from './examples.ts';
import { hear } from './hear.ts';
import { digitNames } from './prepare.ts';
import { recogniseHeard } from './recognise.ts';
import { type Recording, telephoneRate } from './recordings.ts';
import type { Split } from './split.ts';

/** How well a set is heard; shares of 1. */
export interface Scores {
  readonly sounds: number;
  readonly words: number;
  readonly wordErrorRate: number;
  readonly characterErrorRate: number;
}

/** A sound, and what is said in it. */
interface Question {
  readonly sound: Sound;
  readonly text: string;
}

const batch = 20;

/** Digits in a row. */
const rowLength = 5;

/** Strings of digits of one speaker with pauses of 0.1 to 0.4 seconds, always the same ones. */
export function digitRows(recordings: readonly Recording[], rows: number): Question[] {
  const generator = new RandomGenerator(5);
  return Array.from({ length: rows }, () => {
    const said = Array.from(
      { length: rowLength },
      () => recordings[generator.nextInteger(recordings.length)] ?? [],
    );
    const parts = said.flat().flatMap(({ samples }) => [pause(generator), samples]);
    const sound = { samplingRate: telephoneRate, channels: [concatenated([...parts, pause(generator)])] };
    return {
      sound,
      text: said
        .flat()
        .map(({ text }) => text)
        .join(' '),
    };
  });
}

/** A recording with silence around. */
export function alone({ samples, text }: Recording): Question {
  const silence = new Float32Array(0.15 * telephoneRate);
  return {
    sound: { samplingRate: telephoneRate, channels: [concatenated([silence, samples, silence])] },
    text,
  };
}

function pause(generator: RandomGenerator): Float32Array {
  return new Float32Array(Math.round((0.1 + 0.3 * generator.nextUniform()) * telephoneRate));
}

/** Word and character error rates of a set; of some words alone, where they are given. */
export function score(
  recognizer: Recognizer,
  questions: readonly Question[],
  words?: readonly string[],
): Scores {
  return scoresOf(answers(recognizer, questions, words));
}

/** What was heard, and what was said. */
interface Answer {
  readonly heard: string;
  readonly text: string;
}

function answers(
  recognizer: Recognizer,
  questions: readonly Question[],
  words: readonly string[] | undefined,
): Answer[] {
  const found: Answer[] = [];
  for (let start = 0; start < questions.length; start += batch) {
    const some = questions.slice(start, start + batch);
    const features = some.map(({ sound }) => hear(sound));
    const heard = recogniseHeard(recognizer, features, words);
    found.push(...some.map(({ text }, at) => ({ heard: heard[at]?.text ?? '', text })));
  }
  return found;
}

function scoresOf(found: readonly Answer[]): Scores {
  const [heard, texts] = [found.map((answer) => answer.heard), found.map(({ text }) => text)];
  return {
    sounds: found.length,
    words: texts.reduce((sum, text) => sum + text.split(' ').length, 0),
    wordErrorRate: wordErrorRate(heard, texts),
    characterErrorRate: characterErrorRate(heard, texts),
  };
}

/**
 * Scores of held-out speakers, digits alone and in rows, as they are spelled and as the likeliest of the ten names, and of
 * held-out prompts as they are spelled.
 *
 * @param rows Rows of digits for each speaker.
 */
export function evaluate(
  recognizer: Recognizer,
  { heldDigits, heldPrompts }: Split,
  log: (line: string) => void,
  rows: number = 40,
): Readonly<Record<string, Scores>> {
  const results: Record<string, Scores> = {};
  const note = (name: string, found: readonly Answer[]): void => {
    if (found.length === 0) return;
    results[name] = scoresOf(found);
    log(`update ${name}: ${(100 * results[name].wordErrorRate).toFixed(2)} % of words wrong`);
  };
  const speakers = Map.groupBy(heldDigits, ({ speaker }) => speaker);
  for (const [how, words] of [
    ['spelled', undefined],
    ['of ten names', digitNames],
  ] as const) {
    const sets = {
      'single digits': (set: readonly Recording[]) => set.map(alone),
      [`rows of ${rowLength}`]: (set: readonly Recording[]) => digitRows(set, rows),
    };
    for (const [kind, questionsOf] of Object.entries(sets)) {
      const all: Answer[] = [];
      for (const [speaker, recordings] of speakers) {
        const found = answers(recognizer, questionsOf(recordings), words);
        note(`${kind}, ${how}, ${speaker}`, found);
        all.push(...found);
      }
      note(`${kind}, ${how}`, all);
    }
  }
  note('prompts, spelled', answers(recognizer, heldPrompts.map(alone), undefined));
  return results;
}
