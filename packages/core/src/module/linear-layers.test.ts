import { describe, expect, it } from 'vitest';
import { valueAndGrad } from '../gradient/grad.ts';
import { add } from '../ops/add.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { profile } from '../profile/profile.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { Linear } from './linear.ts';
import { linearEach, linearThen } from './linear-layers.ts';
import { Module } from './module.ts';
import { observe } from './observe.ts';

/** An adapter stands where a linear layer was. */
class Doubled extends Module {
  readonly inner: Linear;

  constructor(inner: Linear) {
    super();
    this.inner = inner;
  }

  override forward(x: Tensor): Tensor {
    return multiply(this.inner.forward(x), 2);
  }
}

class Gated extends Module {
  readonly gate: Linear | Doubled;
  readonly values: Linear | Doubled = new Linear(5, 7);
  readonly queries = new Linear(5, 3, { bias: false });

  constructor(adapted = false) {
    super();
    const gate = new Linear(5, 7);
    this.gate = adapted ? new Doubled(gate) : gate;
  }

  override forward(x: Tensor): Tensor {
    const [queries, hidden] = linearEach([this.queries, this.values], x);
    return add(
      sum(linearThen(this.gate, x, { activation: 'silu', gate: this.values })),
      sum(multiply(sum(queries), hidden)),
    );
  }
}

const draw = new RandomGenerator(11);
const x = draw.normal([2, 5]);
const model = new Gated().initialize(draw);

async function opsOf(fn: () => unknown): Promise<readonly string[]> {
  return (await profile(fn)).calls.map(({ name }) => name);
}

describe('linear layers of one input', () => {
  it('run in one operation', async () => {
    const names = await opsOf(() => model.forward(x));
    expect(names).toContain('gatedLinear');
    expect(names).toContain('linearMaps');
  });

  it.each(['gate', 'values'])('run one by one while an observer looks at %s', async (path) => {
    const plain = model.forward(x).item();
    const seen: (readonly number[])[] = [];
    const names = await opsOf(() =>
      observe(model, { [path]: (output) => void seen.push(output.shape) }, () => {
        expect(model.forward(x).item()).toBe(plain);
      }),
    );
    // The values are asked for twice.
    expect(seen).toHaveLength(path === 'gate' ? 1 : 2);
    expect(seen.at(-1)).toEqual([2, 7]);
    expect(names).not.toContain('gatedLinear');
  });

  it('let an observer replace what a layer gives', () => {
    const none = observe(model, { values: (output) => multiply(output, 0) }, () => model.forward(x).item());
    expect(none).toBe(0);
  });

  it('run one by one where another module stands in the place of one', async () => {
    const adapted = new Gated(true).initialize(draw);
    const names = await opsOf(() => adapted.forward(x));
    expect(names).not.toContain('gatedLinear');
    const { gate, values } = adapted;
    const product = linearThen(gate, x, { gate: values.forward(x) });
    expect(linearThen(gate, x, { gate: values }).dataSync()).toEqual(product.dataSync());
  });

  it('refuse what no epilogue has', () => {
    const unknown: object = { gate: model.values, scale: 2 };
    expect(() => linearThen(model.gate, x, unknown)).toThrow(/unknown option scale/);
  });

  it('have the gradients of the single layers', () => {
    const single = (): Tensor => {
      const hidden = model.values.forward(x);
      const gated = linearThen(model.gate, x, { activation: 'silu', gate: hidden });
      return add(sum(gated), sum(multiply(sum(model.queries.forward(x)), model.values.forward(x))));
    };
    const together = valueAndGrad(model, () => model.forward(x));
    const alone = valueAndGrad(model, single);
    expect(together.value.item()).toBe(alone.value.item());
    for (const [path, gradient] of alone.gradients) {
      expect(together.gradients.get(path)?.dataSync()).toEqual(gradient.dataSync());
    }
  });
});
