import { wasm } from '@heed/backend-wasm';
import { live, RandomGenerator, use } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type LetterTask, letterTasks, type Question } from './letter-tasks.ts';
import { TrainRun } from './train.ts';

const letters = (text: string): string[] => [...text];

describe('the tasks', () => {
  const draw = (task: LetterTask): Question[] => {
    const random = new RandomGenerator(5);
    return Array.from({ length: 50 }, () => task.draw(random));
  };

  it('their questions and answers are of their alphabets', () => {
    for (const task of Object.values(letterTasks)) {
      const questions = draw(task);
      expect(new Set(questions.map(({ source }) => source)).size).toBeGreaterThan(40);
      for (const { source, target } of questions) {
        expect(letters(source + target).every((letter) => task.alphabet.includes(letter))).toBe(true);
      }
    }
  });

  it('are what they are called', () => {
    for (const { source, target } of draw(letterTasks.reverse))
      expect(target).toBe(letters(source).reverse().join(''));
    for (const { source, target } of draw(letterTasks.copy)) expect(target).toBe(source);
    for (const { source, target } of draw(letterTasks.sort))
      expect(target).toBe(letters(source).sort().join(''));
    for (const { source, target } of draw(letterTasks.add)) {
      const [a, b] = source.split('+').map(Number);
      expect(Number(letters(target).reverse().join(''))).toBe((a ?? Number.NaN) + (b ?? Number.NaN));
    }
  });
});

it('a run learns, tells what it sees, and leaves nothing behind', async () => {
  use(await wasm({ threads: 2 }));
  const before = live();
  const run = new TrainRun({ task: 'copy', heads: 2, rate: 0.005, seed: 1 });
  const fresh = await run.look();
  expect(fresh.accuracy).toBe(0);
  const first = run.step();
  let last = first;
  for (let step = 1; step < 12; step++) last = run.step();
  expect(last.step).toBe(12);
  expect(last.loss).toBeLessThan(first.loss - 0.5);
  const { maps, question } = await run.look();
  expect(question).toEqual(fresh.question);
  expect(maps).toMatchObject({ layers: 1, heads: 2, rows: [...question.target, 'end'] });
  expect(maps.values.subarray(0, 7).reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 5);
  run.dispose();
  expect(live()).toEqual(before);
});
