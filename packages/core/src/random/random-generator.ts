import { currentBackend } from '../backend/current.ts';
import { fillTensor } from '../backend/fill-tensor.ts';
import { OptionError } from '../errors.ts';
import { checkKind, checkWhole } from '../options.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { showValue } from '../weights/strict-json.ts';
import { philox4x32, type Seed } from './philox.ts';

/** Where a generator stands; plain data that can be saved. */
export interface RandomState {
  readonly seed: Seed;
  /** Words drawn so far. */
  readonly position: number;
}

/**
 * The seeded source of all randomness: the stream of Philox-4x32-10 words under the seed. Equal seeds give equal
 * numbers on every backend and machine.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(42);
 * const noise = generator.normal([2, 3]);
 * ```
 */
export class RandomGenerator {
  #seed: Seed;
  #position = 0;
  readonly #words = new Uint32Array(4);
  #block = -1;

  /** @param seed A whole number of at least 0. */
  constructor(seed: number) {
    checkWhole('RandomGenerator: seed', seed, 0);
    this.#seed = [seed >>> 0, Math.floor(seed / 2 ** 32)];
  }

  /** Where the generator stands, for saving. */
  state(): RandomState {
    return { seed: this.#seed, position: this.#position };
  }

  /** Goes on from a saved state. */
  restore(state: RandomState): void {
    this.#seed = state.seed;
    this.#position = state.position;
    this.#block = -1;
  }

  /** The next word: a whole number from 0 to 2³² − 1, all equally likely. */
  nextWord(): number {
    const block = Math.floor(this.#position / 4);
    if (block !== this.#block) {
      this.#words.set([block >>> 0, Math.floor(block / 2 ** 32), 0, 0]);
      philox4x32(this.#words, this.#seed);
      this.#block = block;
    }
    return this.#words[this.#position++ % 4] ?? 0;
  }

  /** Two words that seed an op such as dropout. */
  nextSeed(): Seed {
    return [this.nextWord(), this.nextWord()];
  }

  /** The next number in [0, 1), with 32 random bits. */
  nextUniform(): number {
    return this.nextWord() / 2 ** 32;
  }

  /**
   * The next whole number from 0 to `end` − 1, all equally likely to within 2⁻³².
   *
   * @throws {OptionError} for an end that is no whole number of at least 1.
   */
  nextInteger(end: number): number {
    checkWhole('nextInteger: end', end);
    return Math.floor(this.nextUniform() * end);
  }

  /** A number of the standard normal distribution (Box and Muller 1958). */
  nextNormal(): number {
    const radius = Math.sqrt(-2 * Math.log((this.nextWord() + 1) / 2 ** 32));
    return radius * Math.cos(2 * Math.PI * this.nextUniform());
  }

  /** A float32 tensor of numbers in [low, high). */
  uniform(shape: Shape, low = 0, high = 1): Tensor {
    return this.fill(shape, () => low + (high - low) * this.nextUniform());
  }

  /** A float32 tensor of normally distributed numbers. */
  normal(shape: Shape, mean = 0, deviation = 1): Tensor {
    return this.fill(shape, () => mean + deviation * this.nextNormal());
  }

  /** A new array with the items in random order (Fisher–Yates). */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.nextInteger(last + 1);
      const [a, b] = [result[last], result[other]];
      if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a];
    }
    return result;
  }

  /**
   * A float32 tensor whose elements come from `next`, one by one in row-major order.
   *
   * @throws {ShapeError} for sizes that are not whole numbers of at least 0.
   */
  fill(shape: Shape, next: () => number): Tensor {
    checkKind('RandomGenerator: next', next, 'a function');
    checkShape('RandomGenerator', shape);
    return fillTensor(currentBackend(), shape, 'float32', (part) => {
      for (let at = 0; at < part.length; at++) {
        const value = next();
        if (typeof value !== 'number' || Number.isNaN(value))
          throw new OptionError(`RandomGenerator: next gave ${showValue(value)}`);
        part[at] = value;
      }
    });
  }
}
