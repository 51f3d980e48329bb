import { describe, expect, it } from 'vitest';
import { ShapeError } from '../errors.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { multiply } from '../ops/multiply.ts';
import { reshape } from '../ops/reshape.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import { GroupNorm } from './group-norm.ts';
import { LayerNorm } from './layer-norm.ts';

const start = (groups: number, channels: number): GroupNorm =>
  new GroupNorm(groups, channels).initialize(new RandomGenerator(0));
const numbers = (x: { dataSync(): ArrayLike<number | bigint> }): number[] => Array.from(x.dataSync(), Number);

describe('GroupNorm', () => {
  it('as PyTorch does it', () => {
    // torch 2.15: GroupNorm(2, 4), weight 1, 2, −1, 0.5, bias 0, 1, 2, 3, of sin(i + 1) in [1, 4, 3]
    const norm = start(2, 4);
    norm.weight.assign(tensor([1, 2, -1, 0.5]));
    norm.bias.assign(tensor([0, 1, 2, 3]));
    const x = tensor(
      Float32Array.from({ length: 12 }, (_, at) => Math.sin(at + 1)),
      { shape: [1, 4, 3] },
    );
    const expected = [
      1.190117, 1.284123, 0.219441, -1.050129, -1.610405, 0.273172, 1.090222, 0.632532, 1.427417, 2.627967,
      2.314022, 2.633096,
    ];
    for (const [at, value] of numbers(norm.forward(x)).entries())
      expect(value).toBeCloseTo(expected[at] ?? 9, 5);
  });

  it('one group is a norm of the whole example, whatever its shape', () => {
    const x = new RandomGenerator(1).normal([2, 3, 5, 7]);
    const flat = new LayerNorm(105).initialize(new RandomGenerator(0)).forward(reshape(x, [2, 105]));
    expect(numbers(start(1, 3).forward(x))).toEqual(numbers(flat));
  });

  it('long sounds: a mean far from 0 over a million places', () => {
    const x = tensor(
      Float32Array.from({ length: 1_000_000 }, (_, at) => 3 + Math.sin(at)),
      { shape: [1, 2, 500_000] },
    );
    const found = numbers(start(1, 2).forward(x));
    const scale = Math.SQRT2;
    for (const at of [0, 1, 499_999, 500_000, 999_999])
      expect(found[at]).toBeCloseTo(scale * Math.sin(at), 3);
  });

  it('has gradients', () => {
    const norm = start(3, 6);
    const x = new RandomGenerator(2).normal([2, 6, 5]);
    const { gradients } = valueAndGrad(norm, () => sum(multiply(norm.forward(x), x)));
    expect([...gradients.keys()]).toEqual(['weight', 'bias']);
    const sums = numbers(sum(x, { axis: [0, 2] }));
    for (const [at, value] of numbers(gradients.get('bias') ?? x).entries())
      expect(value).toBeCloseTo(sums[at] ?? 9, 4);
  });

  it('refuses channels that do not divide, and other shapes', () => {
    expect(() => new GroupNorm(4, 6)).toThrow('6 channels do not divide into 4 groups');
    expect(() => start(2, 4).forward(tensor([[1, 2, 3]]))).toThrow(ShapeError);
    expect(() => start(2, 4).forward(tensor([1, 2, 3, 4]))).toThrow('[batch, 4, …places], got [4]');
  });
});
