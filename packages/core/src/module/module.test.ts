import { describe, expect, it } from 'vitest';
import { LifetimeError, OptionError, ShapeError } from '../errors.ts';
import { live } from '../memory/live.ts';
import { add } from '../ops/add.ts';
import { multiply } from '../ops/multiply.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { Dropout } from './dropout.ts';
import { fans, kaimingUniform, truncatedNormal, xavierUniform } from './initializers.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { observe } from './observe.ts';
import type { Parameter } from './parameter.ts';
import { summary } from './summary.ts';

class Tied extends Module {
  readonly layers: readonly Linear[] = [new Linear(3, 3), new Linear(3, 3, { bias: false })];
  readonly head: Linear = new Linear(3, 3);
  readonly dropout: Dropout = new Dropout(0.5);
  readonly shared: Parameter = this.head.weight;

  override forward(x: Tensor): Tensor {
    const state = this.layers.reduce((value, layer) => layer.forward(value), x);
    return this.head.forward(add(multiply(state, 2), 1));
  }
}

describe('Module', () => {
  it('finds its tree by its fields, tied parameters once', () => {
    const model = new Tied();
    const paths = ['shared', 'layers.0.weight', 'layers.0.bias', 'layers.1.weight', 'head.bias'];
    expect([...model.parameters().keys()].sort()).toEqual([...paths].sort());
    expect([...model.parameterPaths()].length).toBe(6);
    expect(model.parameterCount()).toBe(9 + 3 + 9 + 9 + 3);
    expect(summary(model)).toContain('layers.1: Linear  9');
    expect(summary(model)).toContain('tied');
  });

  it('frees what forward made and did not return', () => {
    const model = new Tied().initialize(new RandomGenerator(1));
    const x = tensor([[1, 2, 3]]);
    const before = live();
    model.forward(x).dispose();
    expect(live()).toEqual(before);
  });

  it('returns to the first figure after 100 rounds of build, run, dispose', () => {
    const before = live();
    for (let round = 0; round < 100; round++) {
      const model = new Tied().initialize(new RandomGenerator(round));
      const x = tensor([[1, 2, 3]]);
      model.forward(x).dispose();
      x.dispose();
      model.dispose();
    }
    expect(live()).toEqual(before);
  });

  it('case 8: switches all children between training and evaluation', () => {
    const model = new Tied();
    expect(model.dropout.training).toBe(false);
    model.train();
    expect([...model.modules()].every(([, module]) => module.training)).toBe(true);
    model.eval();
    expect([...model.modules()].some(([, module]) => module.training)).toBe(false);
  });

  it('freezes and counts', () => {
    const model = new Tied();
    model.layers[0]?.freeze();
    expect(model.parameterCount({ trainableOnly: true })).toBe(33 - 12);
    expect(model.unfreeze().parameterCount({ trainableOnly: true })).toBe(33);
  });

  it('allocates nothing before it is initialised, and says so', () => {
    const before = live();
    const model = new Tied();
    expect(live()).toEqual(before);
    const x = tensor([[1, 2, 3]]);
    expect(() => model.forward(x)).toThrow(LifetimeError);
    expect(() => model.shared.assign(tensor([1]))).toThrow(ShapeError);
    x.dispose();
  });
});

describe('a module that is made of configs', () => {
  class Base extends Module {
    readonly layer: Linear;

    constructor(config: { readonly width: number }, stage: { readonly width: number }) {
      super(config, stage);
      this.layer = new Linear(config.width, stage.width);
    }

    override forward(x: Tensor): Tensor {
      return this.layer.forward(x);
    }
  }
  class Wide extends Base {}

  it('names the class that was made without one of them', () => {
    for (const given of [[], [{ width: 3 }], [undefined, { width: 2 }]])
      expect(() => Reflect.construct(Wide, given)).toThrow(/^Wide: a config must be .*, got undefined$/);
    expect(() => Reflect.construct(Wide, [])).toThrow(OptionError);
    expect(new Wide({ width: 3 }, { width: 2 }).layer.weight.shape).toEqual([2, 3]);
  });
});

it.each([undefined, 5, 'seed'])('initialize refuses %s, which is no generator', (given) => {
  const run = (): unknown => Reflect.apply(Linear.prototype.initialize, new Linear(2, 3), [given]);
  expect(run).toThrow(OptionError);
  expect(run).toThrow('initialize: generator must be a RandomGenerator, got');
});

it('observe refuses to run nothing', () => {
  const run = (): unknown => Reflect.apply(observe, undefined, [new Linear(2, 3), {}]);
  expect(run).toThrow('observe: fn must be a function, got undefined');
});

describe('what the tree does not reach is refused before it is trained', () => {
  const make = (hidden: unknown): Module => {
    class Hiding extends Module {
      readonly parts: unknown = hidden;
      override forward(x: Tensor): Tensor {
        return x;
      }
    }
    class Around extends Module {
      readonly inner = new Hiding();
      override forward(x: Tensor): Tensor {
        return this.inner.forward(x);
      }
    }
    return new Around();
  };
  const generator = new RandomGenerator(0);
  const linear = new Linear(2, 2);

  it.each<[string, unknown, string]>([
    ['a Map', new Map([['a', linear]]), 'Linear'],
    ['a Set', new Set([linear]), 'Linear'],
    ['an object', { a: linear }, 'Linear'],
    ['an array in an array', [[linear]], 'Linear'],
    ['an array of parameters', [linear.weight], 'Parameter'],
  ])('%s', (_, hidden, kind) => {
    expect(() => make(hidden).initialize(generator)).toThrow(OptionError);
    expect(() => make(hidden).initialize(generator)).toThrow(
      `inner.parts hides a ${kind}: modules are found`,
    );
  });

  it.each<[string, unknown]>([
    ['modules in an array', [linear, new Linear(2, 2)]],
    ['plain data', { sizes: [1, 2], names: new Map([['a', 1]]), nothing: undefined }],
    ['a function', () => linear],
  ])('but not %s', (_, parts) => {
    expect(() => make(parts).initialize(generator)).not.toThrow();
  });
});

describe('initialisers', () => {
  it('count fans as PyTorch does', () => {
    expect(fans([5, 3, 2, 2])).toEqual({ fanIn: 12, fanOut: 20 });
    expect(() => fans([5])).toThrow(ShapeError);
  });

  it.each([
    ['xavierUniform', xavierUniform, Math.sqrt(6 / 120), Math.sqrt(2 / 120)],
    ['kaimingUniform', kaimingUniform, Math.sqrt(6 / 70), Math.sqrt(2 / 70)],
    ['truncatedNormal', truncatedNormal(0.02), 0.04, 0.02 * 0.8796],
  ] as const)('%s has its limit and its deviation', (_, initializer, limit, deviation) => {
    const data = [...initializer([50, 70], new RandomGenerator(3)).dataSync()];
    const variance = data.reduce((total, value) => total + value * value, 0) / data.length;
    expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(limit * 1.0001);
    expect(Math.sqrt(variance) / deviation).toBeGreaterThan(0.96);
    expect(Math.sqrt(variance) / deviation).toBeLessThan(1.04);
  });
});

describe('a forward that cannot take what it was given', () => {
  class Reshaping extends Module {
    override forward(x: Tensor, options: { readonly mask?: Tensor } = {}): readonly number[] {
      return [...x.shape, ...(options.mask === undefined ? [] : options.mask.shape)];
    }
  }
  const forward = (...given: readonly unknown[]): unknown =>
    Reflect.apply(new Reshaping().forward, undefined, given);

  it.each([
    [[undefined], '(undefined)'],
    [[[1, 2]], '([1, 2])'],
    [[Promise.resolve(1)], '(a promise: await it first)'],
    [[tensor([1]), { mask: 'causal' }], '(an object of class Tensor, { mask: "causal" })'],
  ])('%s', (given, seen) => {
    expect(() => forward(...given)).toThrow(OptionError);
    expect(() => forward(...given)).toThrow(`Reshaping: forward cannot take ${seen}: `);
  });

  it('but its own mistakes stay what they are', () => {
    class Broken extends Module {
      override forward(x: Tensor): unknown {
        return Reflect.apply(Reflect.get(x, 'nothing'), x, []);
      }
    }
    const call = (...given: readonly unknown[]): unknown =>
      Reflect.apply(new Broken().forward, undefined, given);
    expect(() => call(tensor([1]))).toThrow(TypeError);
    expect(() => call(tensor([1]), undefined, 3, { causal: true })).toThrow(TypeError);
  });
});
