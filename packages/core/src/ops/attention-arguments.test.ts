import { describe, expect, it } from 'vitest';
import { DTypeError, OptionError, ShapeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import type { AttentionOptions } from './attention-arguments.ts';
import { cast } from './cast.ts';
import { ones, zeros } from './full.ts';
import { reshape } from './reshape.ts';
import { scaledDotProductAttention } from './scaled-dot-product-attention.ts';

const [q, k, v] = [ones([2, 6, 3, 4]), ones([2, 3, 5, 4]), ones([2, 3, 5, 2])];

describe('case 2: masks that are refused', () => {
  it('numbers are no mask, and the message points to bias', () => {
    expect(() => scaledDotProductAttention(q, k, v, { mask: ones([1, 1, 3, 5]) })).toThrow(DTypeError);
    expect(() => scaledDotProductAttention(q, k, v, { mask: ones([1, 1, 3, 5]) })).toThrow(/bias/);
    expect(() => scaledDotProductAttention(q, k, v, { bias: cast(ones([1, 1, 3, 5]), 'bool') })).toThrow(
      /mask/,
    );
  });

  it.each([[[3, 5]], [[1, 1, 5, 1]], [[1, 1, 5, 3]], [[1, 3, 3, 5]], [[1, 1, 1, 1]], [[3, 1, 3, 5]]])(
    'a mask of shape %j is refused with both shapes',
    (shape) => {
      const mask = cast(ones(shape), 'bool');
      const attempt = (): Tensor => scaledDotProductAttention(q, k, v, { mask });
      expect(attempt).toThrow(ShapeError);
      expect(attempt).toThrow(`[2, 6, 3, 5]`);
      expect(attempt).toThrow(`[${shape.join(', ')}]`);
    },
  );
});

describe('what is refused', () => {
  it.each([
    ['three axes', () => scaledDotProductAttention(reshape(q, [12, 3, 4]), k, v), ShapeError],
    ['another width', () => scaledDotProductAttention(ones([2, 6, 3, 5]), k, v), ShapeError],
    ['another batch', () => scaledDotProductAttention(ones([1, 6, 3, 4]), k, v), ShapeError],
    ['values of another length', () => scaledDotProductAttention(q, k, ones([2, 3, 4, 2])), ShapeError],
    ['more keys than there are', () => scaledDotProductAttention(q, k, v, { keyLength: 6 }), ShapeError],
    ['two types', () => scaledDotProductAttention(q, k, cast(v, 'float64')), DTypeError],
    [
      'a bias of another type',
      () => scaledDotProductAttention(q, k, v, { bias: zeros([1, 1, 3, 5], 'float64') }),
      DTypeError,
    ],
    [
      'an unknown option',
      () => scaledDotProductAttention(q, k, v, { masks: 1 } as AttentionOptions),
      OptionError,
    ],
  ])('%s', (_, attempt, kind) => {
    expect(attempt).toThrow(kind);
  });
});
