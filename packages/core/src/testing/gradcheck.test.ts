import { describe, expect, it } from 'vitest';
import { DTypeError, ValueError } from '../errors.ts';
import { apply, defineOp } from '../op.ts';
import { type NoAttributes, noAttributes } from '../ops/elementwise.ts';
import * as ops from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';
import { gradcheck, gradcheckSecondOrder } from './index.ts';

const x = ops.tensor([0.3, -0.7, 1.1], { dtype: 'float64' });
const y = ops.tensor([[0.2], [-1.3]], { dtype: 'float64' });

/** `x³` with the gradient rule that is given. */
function cube(rule: (gradient: Tensor, x: Tensor) => Tensor): (x: Tensor) => Tensor {
  const op = defineOp<NoAttributes>({
    name: 'cube',
    infer: ([input]) => (input ? [input] : []),
    vjp: ([gradient], { inputs: [input] }) => [gradient && input && rule(gradient, input)],
    reference: ([input], [output]) => {
      input?.data.forEach((value: number, index: number) => {
        if (output) output.data[index] = value ** 3;
      });
    },
  });
  return (input) => apply(op, [input], noAttributes);
}

const right = cube((gradient, input) => ops.multiply(gradient, ops.multiply(ops.multiply(input, input), 3)));

describe('gradcheck', () => {
  it('returns how well right gradients agree', () => {
    const products = (a: Tensor, b: Tensor): Tensor[] => [ops.multiply(a, b), ops.tanh(a), ops.equal(a, b)];
    expect(gradcheck(products, [x, y])).toBeLessThan(1e-9);
    expect(gradcheck(products, [x, y], { directions: 3 })).toBeLessThan(1e-9);
    expect(gradcheck(right, [x])).toBeLessThan(1e-9);
  });

  it.each([
    ['a factor', cube((gradient, input) => ops.multiply(gradient, ops.multiply(input, input)))],
    [
      'a sign',
      cube((gradient, input) =>
        ops.negate(ops.multiply(gradient, ops.multiply(ops.multiply(input, input), 3))),
      ),
    ],
    [
      'one part in 100 000',
      cube((gradient, input) => ops.multiply(gradient, ops.multiply(ops.multiply(input, input), 3.00003))),
    ],
    ['NaN', cube((gradient) => ops.multiply(gradient, Number.NaN))],
    // Order matters: sums of gradients agree.
    [
      'an order',
      (input: Tensor): Tensor =>
        cube((gradient) => ops.gather(gradient, ops.tensor([1, 0, 2], { dtype: 'int32' }), { axis: 0 }))(
          input,
        ),
    ],
  ])('notices %s', (_, wrong) => {
    expect(() => gradcheck(wrong, [x])).toThrow(ValueError);
    expect(() => gradcheck(wrong, [x])).toThrow(
      /input 0, element 0: the gradient is \S+, differences give \S+/,
    );
    expect(() => gradcheck(wrong, [x], { directions: 2 })).toThrow(/direction 0/);
  });

  it('names the element', () => {
    // Right but at the third element.
    const mask = ops.tensor([1, 1, 0.5], { dtype: 'float64' });
    const wrong = cube((gradient, input) =>
      ops.multiply(ops.multiply(gradient, mask), ops.multiply(ops.multiply(input, input), 3)),
    );
    expect(() => gradcheck((_, b) => wrong(b), [y, x])).toThrow(/input 1, element 2/);
  });

  it('refuses float32 and unknown options', () => {
    expect(() => gradcheck(ops.exp, [ops.ones([2])])).toThrow(DTypeError);
    expect(() => gradcheck(ops.exp, [x], { tolerence: 1 } as object)).toThrow(/tolerence/);
  });
});

describe('gradcheckSecondOrder', () => {
  it('agrees with right second derivatives, constant gradients included', () => {
    expect(gradcheckSecondOrder(right, [x])).toBeLessThan(1e-8);
    expect(gradcheckSecondOrder(ops.multiply, [x, y])).toBeLessThan(1e-8);
    expect(gradcheckSecondOrder((a) => ops.multiply(a, 3), [x])).toBeLessThan(1e-8);
  });

  it('notices a gradient that is right once and cannot be differentiated again', () => {
    const frozen = cube((gradient, input) => {
      const numbers = [...input.dataSync()].map((value) => 3 * value * value);
      return ops.multiply(gradient, ops.tensor(numbers, { dtype: 'float64' }));
    });
    expect(gradcheck(frozen, [x])).toBeLessThan(1e-9);
    expect(() => gradcheckSecondOrder(frozen, [x])).toThrow(ValueError);
  });
});
