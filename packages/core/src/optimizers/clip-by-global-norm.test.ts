import { describe, expect, it } from 'vitest';
import { OptionError, ValueError } from '../errors.ts';
import { live } from '../memory/live.ts';
import { tidy } from '../memory/scope.ts';
import { full } from '../ops/full.ts';
import { tensor } from '../ops/tensor.ts';
import { clipByGlobalNorm } from './clip-by-global-norm.ts';

describe('case 20: gradients that are large, not finite, or zero', () => {
  it('100 × 1 has norm 10 and becomes 100 × .1', () => {
    tidy(() => {
      const { gradients, norm } = clipByGlobalNorm(new Map([['w', full([100], 1)]]), 1);
      expect(norm).toBe(10);
      expect(gradients.get('w')?.dataSync()).toEqual(new Float32Array(100).fill(0.1));
    });
  });

  it('100 × 1e20 in float32, in two tensors, has norm 1e21 and becomes 100 × .1', () => {
    tidy(() => {
      const { gradients, norm } = clipByGlobalNorm(
        new Map([
          ['a', full([37], 1e20)],
          ['b', full([3, 21], 1e20)],
        ]),
        1,
      );
      expect(Math.abs(norm / 1e21 - 1)).toBeLessThan(1e-7);
      for (const gradient of gradients.values()) {
        for (const value of gradient.dataSync()) expect(Math.abs(value - 0.1)).toBeLessThan(1e-7);
      }
    });
  });

  it.each([
    ['float32', 3e38],
    ['float64', 1e308],
  ] as const)('the largest %s numbers are clipped and not lost', (dtype, entry) => {
    tidy(() => {
      const clipped = clipByGlobalNorm(new Map([['w', full([10_000], entry, dtype)]]), 1);
      for (const value of clipped.gradients.get('w')?.dataSync() ?? [])
        expect(Math.abs(value - 0.01)).toBeLessThan(1e-8);
    });
  });

  it.each([
    ['infinity', Number.POSITIVE_INFINITY],
    ['infinity', Number.NEGATIVE_INFINITY],
    ['NaN', Number.NaN],
  ])('%s is refused with the name of its parameter, and nothing changes', (word, entry) => {
    tidy(() => {
      const faulty = new Map([
        ['encoder.weight', tensor([1, 2])],
        ['decoder.bias', tensor([5, entry, 7])],
      ]);
      const before = live();
      const run = (): unknown => clipByGlobalNorm(faulty, 1);
      expect(run).toThrow(ValueError);
      expect(run).toThrow(new RegExp(`for decoder.bias \\(${word}\\)`));
      expect(live()).toEqual(before);
      expect([...(faulty.get('encoder.weight')?.dataSync() ?? [])]).toEqual([1, 2]);
      expect([...(faulty.get('decoder.bias')?.dataSync() ?? [])]).toEqual([5, entry, 7]);
    });
  });

  it('NaN beside infinity and before larger numbers is seen', () => {
    tidy(() => {
      const values = [1, Number.NaN, 3, Number.POSITIVE_INFINITY];
      expect(() => clipByGlobalNorm(new Map([['w', tensor(values)]]), 1)).toThrow(/w \(NaN\)/);
    });
  });

  it('zeros and empty tensors stay', () => {
    tidy(() => {
      const zeros = new Map([
        ['w', full([2, 3], 0)],
        ['none', full([0], 0)],
      ]);
      const { gradients, norm } = clipByGlobalNorm(zeros, 1);
      expect(norm).toBe(0);
      expect(gradients.get('w')?.dataSync()).toEqual(new Float32Array(6));
    });
  });
});

it('below the maximum the gradients are the same tensors', () => {
  tidy(() => {
    const gradients = new Map([['w', tensor([3, 4])]]);
    expect(clipByGlobalNorm(gradients, 5).gradients).toBe(gradients);
    expect(clipByGlobalNorm(gradients, Number.POSITIVE_INFINITY).norm).toBe(5);
  });
});

it('a maximum that is no bound is refused', () => {
  for (const maximum of [0, -1, Number.NaN])
    expect(() => clipByGlobalNorm(new Map(), maximum)).toThrow(OptionError);
});
