import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './places.ts';
import type { RandomInput } from './work.ts';

/** A file of float32 numbers, little-endian, that each side reads for itself. */
export interface InputFile {
  readonly file: string;
  readonly shape: readonly number[];
}

/** Evenly distributed numbers in −1…1 by a linear congruential generator (Numerical Recipes), so that any language can make them. */
export function randomNumbers(count: number, seed: number): Float32Array {
  const numbers = new Float32Array(count);
  let state = seed >>> 0;
  for (let at = 0; at < count; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    numbers[at] = (state / 2 ** 32 - 0.5) * 2;
  }
  return numbers;
}

/** Writes the inputs that are not there yet. */
export function writeInputs(inputs: Readonly<Record<string, RandomInput>>): Record<string, InputFile> {
  const folder = join(cache, 'inputs');
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, seed, scale = 1 }]) => {
      const file = join(folder, `${[...shape, seed, scale].join('-')}.f32`);
      if (!existsSync(file)) {
        const count = shape.reduce((size, length) => size * length, 1);
        writeFileSync(
          file,
          randomNumbers(count, seed).map((value) => value * scale),
        );
      }
      return [name, { file, shape }];
    }),
  );
}
