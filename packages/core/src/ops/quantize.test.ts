import { describe, expect, it } from 'vitest';
import { quantizedDTypes } from '../dtype.ts';
import { DTypeError, OptionError, ShapeError } from '../errors.ts';
import { grad, valueAndGrad } from '../gradient/grad.ts';
import { Linear } from '../module/linear.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import * as ops from './index.ts';

const draw = (...shape: number[]): Tensor => new RandomGenerator(7).uniform(shape, -1, 1);
const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];

describe('a weight in blocks', () => {
  it('takes the bytes of its blocks', () => {
    for (const dtype of ['q8_0', 'q4_0', 'q4_1', 'q5_0', 'q5_1'] as const) {
      const before = draw(3, 64);
      const x = ops.quantize(before, dtype);
      expect([x.dtype, x.shape, x.size]).toEqual([dtype, [3, 64], 192]);
      const bytes = x.dataSync();
      const again = ops.tensor(bytes, { shape: [3, 64], dtype });
      expect(numbers(ops.dequantize(again))).toEqual(numbers(ops.cast(x, 'float32')));
      expect(String(x)).toBe(`Tensor ${dtype} [3, 64] (in blocks)`);
    }
  });

  it('serves linear and embedding as the floats that it stands for, and so do halves', () => {
    const [x, bias, table] = [draw(2, 5, 64), draw(7), draw(7, 64)];
    const ids = ops.tensor([6, 0, 6], { dtype: 'int32' });
    for (const kept of [
      ops.quantize(table, 'q4_1'),
      ops.cast(table, 'float16'),
      ops.cast(table, 'bfloat16'),
    ]) {
      const floats = ops.cast(kept, 'float32');
      expect(numbers(ops.linear(x, kept, bias))).toEqual(numbers(ops.linear(x, floats, bias)));
      expect(numbers(ops.embedding(kept, ids))).toEqual(numbers(ops.embedding(floats, ids)));
    }
  });

  it('passes gradients to what it multiplies and to the bias, to any order', () => {
    const [x, bias] = [draw(3, 32), draw(5)];
    const weight = ops.quantize(draw(5, 32), 'q8_0');
    const loss = (w: Tensor) => (one: Tensor, shift: Tensor) => {
      const y = ops.linear(one, w, shift);
      return ops.sum(ops.multiply(ops.multiply(y, y), y));
    };
    const floats = ops.dequantize(weight);
    const first = grad((a, b) => (a && b ? loss(weight)(a, b) : x))(x, bias);
    const right = grad((a, b) => (a && b ? loss(floats)(a, b) : x))(x, bias);
    expect(first.map(numbers)).toEqual(right.map(numbers));
    const second = (w: Tensor): number[] =>
      numbers(
        grad((a) => {
          const [inner] = grad((b) => (b ? loss(w)(b, bias) : x))(a ?? x);
          return ops.sum(ops.multiply(inner ?? x, inner ?? x));
        })(x)[0],
      );
    expect(second(weight)).toEqual(second(floats));
  });

  it('is not trained: the error says what to do', () => {
    const layer = new Linear(32, 5).initialize(new RandomGenerator(1));
    layer.weight.replace(ops.quantize(layer.weight, 'q4_0'));
    expect(layer.weight.dtype).toBe('q4_0');
    const run = () => valueAndGrad(layer, () => ops.sum(layer.forward(draw(2, 32))));
    expect(run).toThrow(DTypeError);
    expect(run).toThrow('linear: a q4_0 weight has no gradient; freeze()');
    layer.weight.trainable = false;
    expect([...run().gradients.keys()]).toEqual(['bias']);
    layer.initialize(new RandomGenerator(1));
    expect(layer.weight.dtype).toBe('float32');
    const ids = ops.tensor([0], { dtype: 'int32' });
    const table = ops.cast(draw(3, 4), 'float16');
    expect(() => grad((t) => ops.sum(ops.embedding(t ?? table, ids)))(table)).toThrow(
      'embedding: a float16 weight has no gradient',
    );
  });

  it.each(['add', 'matmul', 'concat', 'slice', 'gather', 'equal'])('%s refuses it by name', (name) => {
    const x = ops.quantize(draw(32, 32), 'q5_1');
    const ids = ops.tensor([0], { dtype: 'int32' });
    const runs: Readonly<Record<string, () => unknown>> = {
      add: () => ops.add(x, x),
      matmul: () => ops.matmul(draw(32, 32), x),
      concat: () => ops.concat([x, x], { axis: 0 }),
      slice: () => ops.slice(x, { axis: 0, end: 2 }),
      gather: () => ops.gather(x, ids, { axis: 0 }),
      equal: () => ops.equal(x, x),
    };
    expect(runs[name]).toThrow(DTypeError);
    expect(runs[name]).toThrow(`${name}: q5_1 is for weights of linear and embedding`);
  });

  it('other refusals', () => {
    expect(() => ops.quantize(draw(3, 48), 'q8_0')).toThrow(ShapeError);
    expect(() => ops.quantize(draw(3, 48), 'q8_0')).toThrow(
      'quantize: q8_0 holds blocks of 32 numbers along the last axis; [3, 48] is no whole number of them',
    );
    for (const dtype of quantizedDTypes.filter((one) => one.endsWith('k'))) {
      // @ts-expect-error: read from files only
      expect(() => ops.quantize(draw(1, 256), dtype), dtype).toThrow(OptionError);
    }
    expect(() => ops.tensor([1, 2], { dtype: 'q8_0' })).toThrow(DTypeError);
    expect(() => ops.tensor(new Uint8Array(33), { shape: [1, 32], dtype: 'q8_0' })).toThrow(ShapeError);
    expect(() => ops.cast(draw(1, 32), 'q8_0')).toThrow('cast: to q8_0 leads quantize()');
    expect(() => ops.dequantize(draw(2))).toThrow('dequantize: needs a type of blocks, got float32');
    expect(() => ops.reshape(ops.quantize(draw(2, 32), 'q8_0'), [64])).toThrow(DTypeError);
    expect(() => ops.zeros([32], 'q4_0')).toThrow(DTypeError);
    const int = ops.tensor([[1, 2]], { dtype: 'int32' });
    expect(() => ops.linear(draw(1, 2), int)).toThrow(
      'linear: the weight is int32, expected float32, a half type',
    );
  });
});
