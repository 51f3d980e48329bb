import { DTypeError, grad, ShapeError, sum, type Tensor, tensor } from '@heed/core';
import { gradcheck } from '@heed/core/testing';
import { describe, expect, it } from 'vitest';
import { HfConfig } from '../models/hf-config.ts';
import { clsPooling, lastTokenPooling, meanPooling, normalizeVectors, readPooling } from './index.ts';

const states = tensor([
  [
    [1, 0],
    [1, 0],
    [0, 2],
    [0, 2],
  ],
]);
const masked = (...rows: readonly (readonly number[])[]): Tensor =>
  tensor(Uint8Array.from(rows.flat()), {
    shape: [rows.length, 1, 1, rows[0]?.length ?? 0],
    dtype: 'bool',
  });
const numbers = (x: Tensor): number[] => [...x.dataSync()];

describe('case 12: pooling', () => {
  it('the mean is over real tokens', () => {
    expect(numbers(meanPooling(states, masked([1, 1, 0, 0])))).toEqual([1, 0]);
    expect(numbers(meanPooling(states))).toEqual([0.5, 1]);
  });

  it('first and last real token, with padding on either side and inside', () => {
    const counted = tensor(
      Float32Array.from({ length: 20 }, (_, at) => at % 5),
      { shape: [4, 5, 1] },
    );
    const mask = masked([1, 1, 1, 0, 0], [0, 0, 1, 1, 1], [0, 1, 0, 1, 0], [0, 0, 1, 0, 0]);
    expect(numbers(clsPooling(counted, mask))).toEqual([0, 2, 1, 2]);
    expect(numbers(lastTokenPooling(counted, mask))).toEqual([2, 4, 3, 2]);
    expect(numbers(clsPooling(counted))).toEqual([0, 0, 0, 0]);
    expect(numbers(lastTokenPooling(counted))).toEqual([4, 4, 4, 4]);
  });

  describe.each([
    ['meanPooling', meanPooling],
    ['clsPooling', clsPooling],
    ['lastTokenPooling', lastTokenPooling],
  ])('%s', (name, pooling) => {
    it('a mask of zeros gives zeros, and zeros stay zeros when normalised', () => {
      const none = masked([0, 0, 0, 0]);
      expect(numbers(pooling(states, none))).toEqual([0, 0]);
      expect(numbers(normalizeVectors(pooling(states, none)))).toEqual([0, 0]);
      const [gradient] = grad((x) => sum(normalizeVectors(pooling(x, none))))(states);
      expect(gradient?.dataSync().every((value) => value === 0)).toBe(true);
    });

    it('padding may hold NaN, in values and gradients', () => {
      const holed = tensor([
        [
          [3, 4],
          [Number.NaN, Number.NaN],
        ],
      ]);
      expect(numbers(pooling(holed, masked([1, 0])))).toEqual([3, 4]);
      const [gradient] = grad((x) => sum(pooling(x, masked([1, 0]))))(holed);
      expect(gradient && numbers(gradient)).toEqual([1, 1, 0, 0]);
    });

    it('a mask for one row serves all, and shapes of nothing work', () => {
      const twice = tensor([
        [[1], [5]],
        [[2], [7]],
      ]);
      expect(pooling(twice, masked([1, 0])).shape).toEqual([2, 1]);
      expect(numbers(pooling(twice, masked([1, 0])))).toEqual([1, 2]);
      expect(pooling(tensor(new Float32Array(0), { shape: [0, 3, 2] })).shape).toEqual([0, 2]);
      expect(numbers(pooling(tensor(new Float32Array(0), { shape: [1, 0, 2] })))).toEqual([0, 0]);
    });

    it('gradients', () => {
      const x = tensor(
        Float64Array.from({ length: 18 }, (_, at) => Math.sin(at)),
        { shape: [2, 3, 3] },
      );
      const mask = masked([1, 1, 0], [0, 1, 1]);
      expect(() => gradcheck((input) => sum(normalizeVectors(pooling(input, mask))), [x])).not.toThrow();
    });

    it('refuses masks of numbers and of other shapes', () => {
      expect(() => pooling(states, tensor([[[[1, 1, 0, 0]]]]))).toThrow(DTypeError);
      for (const wrong of [masked([1, 1, 0]), masked([1, 1, 1, 1], [1, 1, 1, 1])]) {
        expect(() => pooling(states, wrong)).toThrow(ShapeError);
      }
      expect(() => pooling(states, tensor([[true, true, false, false]]))).toThrow(
        `${name}: the mask must be [1|1, 1, 1, 4]`,
      );
      expect(() => pooling(tensor([[1, 2]]))).toThrow('[batch, length, width]');
    });
  });
});

describe('normalizeVectors', () => {
  it('length 1, also of small and large vectors', () => {
    const x = tensor(Float32Array.from([3, 4, 1e-12, 2e-12, -1e15, 5e14]), { shape: [3, 2] });
    const data = numbers(normalizeVectors(x));
    for (const at of [0, 2, 4]) expect(Math.hypot(data[at] ?? 0, data[at + 1] ?? 0)).toBeCloseTo(1, 6);
    expect(data[0]).toBeCloseTo(0.6, 6);
  });
});

describe('readPooling', () => {
  const read = (fields: object) => readPooling(new HfConfig(fields, '1_Pooling/config.json'));

  it.each([
    ['cls_token', clsPooling],
    ['mean_tokens', meanPooling],
    ['lasttoken', lastTokenPooling],
  ])('pooling_mode_%s', (mode, pooling) => {
    expect(read({ pooling_mode_max_tokens: false, [`pooling_mode_${mode}`]: true })).toBe(pooling);
  });

  it.each([
    [
      { pooling_mode_max_tokens: true, pooling_mode_mean_tokens: true },
      'pooling_mode_max_tokens must be false',
    ],
    [{}, 'pooling_mode_mean_tokens must be true, or another of'],
    [{ pooling_mode_mean_tokens: true, pooling_mode_cls_token: true }, 'must be the only one that is true'],
  ])('refuses %j', (fields, message) => {
    expect(() => read(fields)).toThrow(message);
  });
});
