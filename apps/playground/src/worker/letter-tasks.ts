import type { RandomGenerator } from '@heed/core';

/** What a model is asked, and what it should answer. */
export interface Question {
  readonly source: string;
  readonly target: string;
}

/** A task on short strings whose heads show how it is solved. */
export interface LetterTask {
  readonly name: string;
  /** What to look for in the maps. */
  readonly hint: string;
  readonly alphabet: string;
  readonly draw: (random: RandomGenerator) => Question;
}

const letters = 'abcdefghij';

const word = (random: RandomGenerator, length: number): string =>
  Array.from({ length }, () => letters[random.nextInteger(letters.length)]).join('');

const number = (random: RandomGenerator): number => random.nextInteger(100);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The name of a task in {@link letterTasks}. */
export type LetterTaskName = 'reverse' | 'copy' | 'sort' | 'add';

/** The tasks by name. */
export const letterTasks: Readonly<Record<LetterTaskName, LetterTask>> = {
  reverse: {
    name: 'Reverse',
    hint: 'A head learns to walk backwards: the diagonal runs from the upper right to the lower left.',
    alphabet: letters,
    draw: (random) => {
      const source = word(random, 6);
      return { source, target: [...source].reverse().join('') };
    },
  },
  copy: {
    name: 'Copy',
    hint: 'A head learns to look at its own place: the diagonal runs from the upper left to the lower right.',
    alphabet: letters,
    draw: (random) => {
      const source = word(random, 6);
      return { source, target: source };
    },
  },
  sort: {
    name: 'Sort',
    hint: 'What is looked at depends on what the letters are, and no longer on where they stand.',
    alphabet: letters,
    draw: (random) => {
      const source = word(random, 6);
      return { source, target: [...source].sort().join('') };
    },
  },
  add: {
    name: 'Add',
    hint: 'The answer is written from the last digit on; each digit looks at two, and at what may carry.',
    alphabet: '0123456789+',
    draw: (random) => {
      const [a, b] = [number(random), number(random)];
      return {
        source: `${twoDigits(a)}+${twoDigits(b)}`,
        target: [...String(a + b).padStart(3, '0')].reverse().join(''),
      };
    },
  },
};
