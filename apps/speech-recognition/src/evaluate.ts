import { RandomGenerator } from '@heed/core';
import type { Sound } from '@heed/speech';
import { characterErrorRate, wordErrorRate } from '@heed/transformer';
import type { Recognizer } from './checkpoint.ts';
import { concatenated } from './examples.ts';
import { hear } from './hear.ts';
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

/** Digits in a row, and how many rows for each held-out speaker. */
const rowLength = 5;
const rows = 40;

/** Strings of digits of one speaker with pauses of 0.1 to 0.4 seconds, always the same ones. */
export function digitRows(recordings: readonly Recording[], count: number = rows): Question[] {
  const generator = new RandomGenerator(5);
  return Array.from({ length: count }, () => {
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

/** Word and character error rates of a set. */
export function score(recognizer: Recognizer, questions: readonly Question[]): Scores {
  const heard: string[] = [];
  for (let start = 0; start < questions.length; start += batch) {
    const some = questions.slice(start, start + batch);
    heard.push(
      ...recogniseHeard(
        recognizer,
        some.map(({ sound }) => hear(sound)),
      ).map(({ text }) => text),
    );
  }
  const texts = questions.map(({ text }) => text);
  return {
    sounds: questions.length,
    words: texts.reduce((sum, text) => sum + text.split(' ').length, 0),
    wordErrorRate: wordErrorRate(heard, texts),
    characterErrorRate: characterErrorRate(heard, texts),
  };
}

/** Scores of each held-out speaker, digits alone and in rows, and of held-out prompts. */
export function evaluate(
  recognizer: Recognizer,
  { heldDigits, heldPrompts }: Split,
  log: (line: string) => void,
): Readonly<Record<string, Scores>> {
  const results: Record<string, Scores> = {};
  const judge = (name: string, questions: readonly Question[]): void => {
    if (questions.length === 0) return;
    results[name] = score(recognizer, questions);
    log(`update ${name}: ${(100 * results[name].wordErrorRate).toFixed(2)} % of words wrong`);
  };
  for (const [speaker, recordings] of Map.groupBy(heldDigits, (recording) => recording.speaker)) {
    judge(`${speaker}, single digits`, recordings.map(alone));
    judge(`${speaker}, rows of ${rowLength}`, digitRows(recordings));
  }
  judge('all held-out single digits', heldDigits.map(alone));
  judge('held-out prompts', heldPrompts.map(alone));
  return results;
}
