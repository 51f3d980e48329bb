import { crossEntropy, RandomGenerator, tensor } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Augmentation,
  cutMix,
  flipHorizontally,
  flipVertically,
  inOrder,
  mixedCrossEntropy,
  mixUp,
  randAugment,
  randomCrop,
  randomErasing,
  randomFlip,
  randomResizedCrop,
} from '../index.ts';
import type { Picture } from '../pictures/picture.ts';

const picture = (width: number, height: number, seed = 0): Picture => {
  const generator = new RandomGenerator(seed);
  const data = Uint8Array.from({ length: 3 * width * height }, () => 1 + generator.nextInteger(255));
  return { width, height, color: 'rgb', layout: 'channels-last', range: 255, data };
};

const augmentations: Readonly<Record<string, Augmentation>> = {
  randomFlip: randomFlip(),
  randomCrop: randomCrop({ padding: 3 }),
  randomErasing: randomErasing({ probability: 0.9, fill: 'noise' }),
  randomResizedCrop: randomResizedCrop({ height: 5, width: 7 }),
  randAugment: randAugment({ operations: 2, magnitude: 13 }),
};

describe.each(Object.entries(augmentations))('%s', (name, augment) => {
  it('equal seeds give equal pictures, others differ, and what was given stays as it was', () => {
    const given = picture(11, 13);
    const copy = given.data.slice();
    const run = (seed: number): number[] => [...augment(given, new RandomGenerator(seed)).data];
    expect(run(1)).toEqual(run(1));
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => run(seed).join())).size).toBeGreaterThan(1);
    expect(given.data).toEqual(copy);
  });

  it('the size is as it should be, for any picture', () => {
    const side = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(side, side, fc.nat(), (width, height, seed) => {
        const given = picture(width, height, seed);
        const result = augment(given, new RandomGenerator(seed));
        const wanted = name === 'randomResizedCrop' ? [7, 5] : [width, height];
        expect([result.width, result.height, result.data.length]).toEqual([
          ...wanted,
          3 * (wanted[0] ?? 0) * (wanted[1] ?? 0),
        ]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what they do', () => {
  it('a flip undoes itself, and two different ones turn by half', () => {
    const given = picture(4, 3);
    expect(flipHorizontally(flipHorizontally(given))).toEqual(given);
    expect(flipVertically(flipVertically(given))).toEqual(given);
    const turned = flipVertically(flipHorizontally(given)).data;
    expect([...turned.subarray(0, 3)]).toEqual([...given.data.subarray(-3)]);
  });

  it('a crop moves the whole picture', () => {
    const given = picture(5, 5);
    const moved = randomCrop({ padding: 2 })(given, new RandomGenerator(3)).data;
    const zeros = moved.filter((value) => value === 0).length;
    expect(zeros).toBeGreaterThan(0);
    const kept = new Set(given.data);
    expect(moved.every((value) => value === 0 || kept.has(value))).toBe(true);
  });

  it('erasing takes a rectangle of the allowed size', () => {
    const given = picture(20, 20);
    const erased = randomErasing({ probability: 1, area: [0.1, 0.2] })(given, new RandomGenerator(1)).data;
    const share = erased.filter((value) => value === 0).length / erased.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.22);
  });

  it('options out of range are refused', () => {
    expect(() => randomFlip({ probability: 1.1 })).toThrow('from 0 to 1, got 1.1');
    expect(() => randomCrop({ padding: -1 })).toThrow('from 0, got -1');
    expect(() => randomErasing({ area: [0.5, 0.2] })).toThrow('area must be two rising shares');
    expect(() => randomResizedCrop({ height: 5, width: 5, aspect: [0, 1] })).toThrow(
      'aspect must be two rising',
    );
    expect(() => randAugment({ magnitude: 31 })).toThrow('magnitude must lie in 0 … 30');
    const misspelt = { padding: 1, fil: 2 };
    expect(() => randomCrop(misspelt)).toThrow('unknown option fil');
  });

  it('inOrder goes on with what the one before gave', () => {
    const augment = inOrder(
      randomResizedCrop({ height: 4, width: 4 }),
      randomResizedCrop({ height: 2, width: 3 }),
    );
    expect(augment(picture(9, 9), new RandomGenerator(0)).width).toBe(3);
  });
});

describe('mixing', () => {
  const rows = tensor(
    [1, 2, 3, 4, 5].map((value) => [Array.from({ length: 6 }, () => Array(7).fill(value))]),
  );
  const valuesOf = (data: ArrayLike<number>, row: number): number[] =>
    Array.from(data).slice(row * 42, row * 42 + 42);

  it('mixUp adds shares of two pictures', () => {
    const { pixels, partners, share } = mixUp(rows, { alpha: 0.8, generator: new RandomGenerator(4) });
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
    for (const [row, partner] of partners.entries()) {
      const expected = share * (row + 1) + (1 - share) * (partner + 1);
      for (const value of valuesOf(pixels.dataSync(), row)) expect(value).toBeCloseTo(expected, 5);
    }
  });

  it('cutMix takes a rectangle of the partner, and the share says how much is left', () => {
    for (let seed = 0; seed < 8; seed++) {
      const { pixels, partners, share } = cutMix(rows, { alpha: 1, generator: new RandomGenerator(seed) });
      for (const [row, partner] of partners.entries()) {
        const values = valuesOf(pixels.dataSync(), row);
        expect(values.every((value) => value === row + 1 || value === partner + 1)).toBe(true);
        if (partner === row) continue;
        expect(values.filter((value) => value === row + 1).length / 42).toBeCloseTo(share, 6);
      }
    }
  });

  it('the loss is that of both classes, by their shares', () => {
    const logits = new RandomGenerator(1).normal([5, 3]);
    const labels = Int32Array.of(0, 1, 2, 0, 1);
    const mixed = mixUp(rows, { alpha: 1, generator: new RandomGenerator(2) });
    const partners = Int32Array.from(mixed.partners, (partner) => labels[partner] ?? 0);
    const expected =
      mixed.share * crossEntropy(logits, tensor(labels)).item() +
      (1 - mixed.share) * crossEntropy(logits, tensor(partners)).item();
    expect(mixedCrossEntropy(logits, labels, mixed).item()).toBeCloseTo(expected, 5);
  });

  it('shares of Beta(alpha, alpha) have mean ½ and variance 1 / (4 (2 alpha + 1))', () => {
    for (const alpha of [0.3, 1, 4]) {
      const generator = new RandomGenerator(7);
      const one = tensor([[[[1]]]]);
      const shares = Array.from({ length: 2000 }, () => mixUp(one, { alpha, generator }).share);
      const mean = shares.reduce((sum, share) => sum + share) / shares.length;
      const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
      expect(variance * 4 * (2 * alpha + 1)).toBeGreaterThan(0.9);
      expect(variance * 4 * (2 * alpha + 1)).toBeLessThan(1.1);
    }
  });
});
