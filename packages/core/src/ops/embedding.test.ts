import { describe, expect, it } from 'vitest';
import { DTypeError, IndexError, OptionError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import { embedding } from './embedding.ts';
import { full, ones } from './full.ts';
import { multiply } from './multiply.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const list = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const table = tensor(
  Float32Array.from({ length: 40 }, (_, i) => i),
  { shape: [10, 4] },
);
const ids = (values: number[]): Tensor => tensor(values, { dtype: 'int32' });

describe('case 11: an id out of the table', () => {
  it('the last row can be read', () => {
    expect(list(embedding(table, ids([9])))).toEqual([36, 37, 38, 39]);
    expect(list(embedding(table, tensor(BigInt64Array.of(9n))))).toEqual([36, 37, 38, 39]);
  });

  it.each([10, -1, -100])('id %d is an error with id, place and size, forward and backward', (id) => {
    const attempt = (): Tensor => embedding(table, ids([0, 3, id]));
    expect(attempt).toThrow(IndexError);
    expect(attempt).toThrow(new RegExp(`${id} at place 2.*10 rows`));
    const [gradient] = [() => grad((t) => sum(embedding(t as Tensor, ids([id]))))(table)];
    expect(gradient).toThrow(IndexError);
  });

  it.each([1.5, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY])('%d is no id', (id) => {
    expect(() => embedding(table, ids([id]))).toThrow(IndexError);
    expect(() => embedding(table, ids([id]))).toThrow(String(id));
  });

  it('numbers that are not int32 are refused', () => {
    expect(() => embedding(table, tensor([1]))).toThrow(DTypeError);
    expect(() => embedding(table, tensor(BigInt64Array.of(2n ** 40n)))).toThrow(IndexError);
    expect(() => embedding(ones([4]), ids([0]))).toThrow(ShapeError);
  });
});

describe('gradients', () => {
  const upstream = full([5, 4], 1);
  const gradientRows = (paddingIndex?: number): number[] => {
    const options = paddingIndex === undefined ? {} : { paddingIndex };
    const [d] = grad((t) => sum(multiply(embedding(t as Tensor, ids([1, 4, 4, 0, 4]), options), upstream)))(
      table,
    );
    return list(sum(d as Tensor, { axis: 1 })).map((total) => total / 4);
  };

  it('of repeated ids add up', () => {
    expect(gradientRows()).toEqual([1, 1, 0, 0, 3, 0, 0, 0, 0, 0]);
  });

  it('do not reach a padding row', () => {
    expect(gradientRows(4)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(() => embedding(table, ids([0]), { paddingIndex: 10 })).toThrow(OptionError);
  });

  it('NaN at a padding id does not reach the table', () => {
    const [d] = grad((t) => {
      const rows = embedding(t as Tensor, ids([0, 1]), { paddingIndex: 0 });
      return sum(multiply(rows, tensor([[Number.NaN], [1]])));
    })(table);
    expect(list(d).slice(0, 8)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });
});

it('ids of any shape, none too', () => {
  expect(embedding(table, tensor([[1, 2, 3]], { dtype: 'int32' })).shape).toEqual([1, 3, 4]);
  expect(embedding(table, tensor([], { dtype: 'int32' })).shape).toEqual([0, 4]);
});
