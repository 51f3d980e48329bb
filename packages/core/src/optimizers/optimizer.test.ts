import { describe, expect, it } from 'vitest';
import { GradientError, LifetimeError, OptionError, ShapeError, WeightsError } from '../errors.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import { tidy } from '../memory/scope.ts';
import { Embedding } from '../module/embedding.ts';
import { LayerNorm } from '../module/layer-norm.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import type { Parameter } from '../module/parameter.ts';
import { fullLike } from '../ops/full.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { Adam, AdamW, clipByGlobalNorm, cosine, linearWarmup, type Optimizer, SGD } from './index.ts';

/** The parameters of a tiny BERT whose head is tied to the table of its tokens. */
class TinyBert extends Module {
  readonly tokens = new Embedding(13, 5);
  readonly positions = new Embedding(7, 5);
  readonly norm = new LayerNorm(5);
  readonly qProj = new Linear(5, 5);
  readonly up = new Linear(5, 11);
  readonly down = new Linear(11, 5);
  readonly finalNorm = new LayerNorm(5);
  readonly head = new Tied(this.tokens.weight);

  override forward(): void {}
}

class Tied extends Module {
  readonly weight: Parameter;

  constructor(weight: Parameter) {
    super();
    this.weight = weight;
  }

  override forward(): void {}
}

function filledWith(model: Module, value: number): Map<string, Tensor> {
  return new Map([...model.trainableValues()].map(([path, tensor]) => [path, fullLike(tensor, value)]));
}

function allOnes(model: Module): void {
  model.initialize(new RandomGenerator(3));
  for (const parameter of model.parameters().values()) parameter.assign(fullLike(parameter.value, 1));
}

describe('case 20: which parameters decay', () => {
  it('matrices and tables become .95, biases and gains stay 1, a tied table is stepped once', () => {
    const model = new TinyBert();
    allOnes(model);
    const optimizer = new AdamW(model, { rate: 0.1, weightDecay: 0.5 });
    tidy(() => optimizer.step(filledWith(model, 0)));
    const seen = new Set<string>();
    for (const [path, parameter] of model.parameterPaths()) {
      const decays = !/norm|bias/i.test(path);
      seen.add(`${parameter.shape.length} ${decays}`);
      for (const value of parameter.value.dataSync()) expect(value).toBe(decays ? Math.fround(0.95) : 1);
    }
    expect([...seen].sort()).toEqual(['1 false', '2 true']);
    expect(model.head.weight).toBe(model.tokens.weight);
    optimizer.dispose();
    model.dispose();
  });

  it('groups name every parameter once', () => {
    const model = new TinyBert();
    const groups = new AdamW(model, { rate: 0.1, weightDecay: 0.5 }).groups();
    expect(groups).toEqual([
      {
        name: 'decay',
        weightDecay: 0.5,
        parameters: ['tokens.weight', 'positions.weight', 'qProj.weight', 'up.weight', 'down.weight'],
      },
      {
        name: 'no decay',
        weightDecay: 0,
        parameters: [
          'norm.weight',
          'norm.bias',
          'qProj.bias',
          'up.bias',
          'down.bias',
          'finalNorm.weight',
          'finalNorm.bias',
        ],
      },
    ]);
    const all = groups.flatMap((group) => group.parameters).sort();
    expect(all).toEqual([...model.parameters().keys()].sort());
  });

  it('a rule of one’s own decides; PyTorch’s SGD and Adam decay all', () => {
    const model = new TinyBert();
    const decays = (path: string): boolean => path === 'up.bias';
    const [first] = new AdamW(model, { rate: 0.1, decays }).groups();
    expect(first?.parameters).toEqual(['up.bias']);
    expect(new Adam(model, { rate: 0.1, weightDecay: 0.1 }).groups()).toHaveLength(1);
    expect(new SGD(model, { rate: 0.1 }).groups()).toMatchObject([{ name: 'no decay' }]);
  });

  it('the first update of AdamW is −rate for a gradient of 1', () => {
    const model = new Linear(3, 2);
    allOnes(model);
    const optimizer = new AdamW(model, { rate: 0.1, weightDecay: 0 });
    tidy(() => optimizer.step(filledWith(model, 1)));
    for (const value of model.weight.value.dataSync()) expect(Math.abs(value - 0.9)).toBeLessThan(1e-7);
    optimizer.dispose();
    model.dispose();
  });
});

const makers: readonly [name: string, make: (model: Module) => Optimizer, slots: number][] = [
  ['SGD', (model) => new SGD(model, { rate: 0.01, weightDecay: 0.1 }), 0],
  ['SGD with momentum', (model) => new SGD(model, { rate: 0.01, momentum: 0.9, nesterov: true }), 1],
  ['Adam', (model) => new Adam(model, { rate: 0.01, weightDecay: 0.1 }), 2],
  ['AdamW', (model) => new AdamW(model, { rate: linearWarmup({ rate: 0.01, warmup: 10 }) }), 2],
];

describe.each(makers)('%s', (_, make, slots) => {
  it('holds its state tensors and nothing else over 1,000 updates', () => {
    const before = live();
    const model = new Linear(3, 2).initialize(new RandomGenerator(1));
    const optimizer = make(model);
    const x = tensor([[1, -2, 3]]);
    const update = (): void => {
      tidy(() => {
        const { gradients } = valueAndGrad(model, () => {
          const y = model.forward(x);
          return sum(multiply(y, y));
        });
        optimizer.step(clipByGlobalNorm(gradients, 0.1).gradients);
      });
    };
    update();
    const after = live();
    for (let step = 1; step < 1000; step++) update();
    expect(live()).toEqual(after);
    expect(optimizer.steps).toBe(1000);
    expect(optimizer.state().tensors.size).toBe(2 * slots);
    optimizer.dispose();
    model.dispose();
    x.dispose();
    expect(live()).toEqual(before);
  });

  it('goes on from a saved state as if it had never stopped', () => {
    tidy(() => {
      const [model, other] = [4, 5].map((seed) => new Linear(3, 2).initialize(new RandomGenerator(seed)));
      if (model === undefined || other === undefined) throw new Error('two models');
      const optimizer = make(model);
      const generator = new RandomGenerator(9);
      const draw = (): Map<string, Tensor> =>
        new Map([...model.parameters()].map(([path, { shape }]) => [path, generator.normal(shape)]));
      const gradients = [1, 2, 3, 4, 5, 6, 7].map(draw);
      for (const some of gradients.slice(0, 3)) optimizer.step(some);
      const resumed = make(other);
      resumed.restore(optimizer.state());
      for (const [path, parameter] of other.parameters()) {
        const value = model.parameters().get(path)?.value;
        if (value !== undefined) parameter.assign(multiply(value, 1));
      }
      for (const some of gradients.slice(3)) expect(resumed.step(some)).toBe(optimizer.step(some));
      expect(resumed.steps).toBe(7);
      for (const [path, parameter] of other.parameters()) {
        expect(parameter.value.dataSync()).toEqual(model.parameters().get(path)?.value.dataSync());
      }
      optimizer.dispose();
      resumed.dispose();
      model.dispose();
      other.dispose();
    });
  });

  it('steps a tied parameter once', () => {
    tidy(() => {
      const model = new TinyBert().initialize(new RandomGenerator(2));
      const alone = new Tied(new Embedding(13, 5).initialize(new RandomGenerator(1)).weight);
      alone.weight.assign(multiply(model.tokens.weight, 1));
      const gradients = filledWith(model, 0.5);
      make(model).step(gradients);
      make(alone).step(filledWith(alone, 0.5));
      expect(model.head.weight.value.dataSync()).toEqual(alone.weight.value.dataSync());
    });
  });
});

describe('what cannot be is refused by name, and nothing changes', () => {
  const model = new Linear(3, 2);
  allOnes(model);
  const optimizer = new AdamW(model, { rate: 0.1 });

  it('gradients that are missing, extra or of another shape', () => {
    tidy(() => {
      const gradients = filledWith(model, 1);
      const { weight, bias } = Object.fromEntries(gradients);
      if (weight === undefined || bias === undefined) throw new Error('two gradients');
      expect(() => optimizer.step(new Map([['bias', bias]]))).toThrow(GradientError);
      expect(() =>
        optimizer.step(
          new Map([
            ['bias', bias],
            ['wieght', weight],
          ]),
        ),
      ).toThrow(/missing weight; extra wieght/);
      const turned = new Map([
        ['bias', bias],
        [
          'weight',
          tensor([
            [1, 1],
            [1, 1],
            [1, 1],
          ]),
        ],
      ]);
      expect(() => optimizer.step(turned)).toThrow(ShapeError);
      expect(() => optimizer.step(turned)).toThrow(/weight is float32 \[3, 2\], .* float32 \[2, 3\]/);
    });
    expect(optimizer.steps).toBe(0);
    expect(model.bias?.value.dataSync()).toEqual(Float32Array.of(1, 1));
  });

  it('options that are unknown, missing or out of range', () => {
    const misspelt = { rate: 0.1, weigthDecay: 0.1 };
    expect(() => new AdamW(model, misspelt)).toThrow(/AdamW: unknown option weigthDecay/);
    expect(() => new Adam(model, { rate: -1 })).toThrow(OptionError);
    expect(() => new AdamW(model, { rate: 0.1, beta2: 1 })).toThrow(/beta2/);
    expect(() => new SGD(model, { rate: 0.1, nesterov: true })).toThrow(/nesterov/);
    expect(() => new SGD(model, JSON.parse('{}'))).toThrow(/rate is missing/);
    const rate = (() => 0.1) as never;
    expect(() => new SGD(model, { rate })).toThrow(/SGD: rate must be a number or a schedule such as cosine/);
    tidy(() => expect(() => optimizer.step(filledWith(model, 1), Number.NaN)).toThrow(/rate/));
  });

  it('a state of another kind or another model, with every fault', () => {
    tidy(() => {
      const state = {
        kind: 'Adam',
        steps: 3,
        updates: new Map([
          ['weight', 4],
          ['gone', 3],
        ]),
        tensors: new Map([
          ['firstMoment.weight', tensor([1, 2])],
          ['velocity.weight', tensor([1])],
        ]),
      };
      expect(() => optimizer.restore(state)).toThrow(WeightsError);
      expect(() => optimizer.restore(state)).toThrow(
        'AdamW: the state does not fit: it is the state of Adam; weight has 4 updates of 3; ' +
          'firstMoment.weight is float32 [2], expected float32 [2, 3]; secondMoment.weight is missing; ' +
          'gone is no parameter of the model; velocity.weight is extra',
      );
    });
    expect(optimizer.state().updates.size).toBe(0);
  });

  it('a step after dispose', () => {
    const disposed = new AdamW(model, { rate: 0.1 });
    disposed.dispose();
    tidy(() => expect(() => disposed.step(filledWith(model, 1))).toThrow(LifetimeError));
  });
});

it('a frozen parameter stays, and starts with its own first update once it is thawed', () => {
  tidy(() => {
    const model = new Linear(3, 2);
    allOnes(model);
    const optimizer = new AdamW(model, { rate: 0.1, weightDecay: 0 });
    model.weight.trainable = false;
    for (let step = 0; step < 50; step++) optimizer.step(filledWith(model, 1));
    expect(model.weight.value.dataSync()).toEqual(new Float32Array(6).fill(1));
    model.weight.trainable = true;
    optimizer.step(filledWith(model, 1));
    expect(optimizer.state().updates).toEqual(
      new Map([
        ['bias', 51],
        ['weight', 1],
      ]),
    );
    for (const value of model.weight.value.dataSync()) expect(Math.abs(value - 0.9)).toBeLessThan(1e-7);
  });
});

it('the rate of an update is the schedule’s for it, or the one given', () => {
  tidy(() => {
    const model = new Linear(3, 2);
    allOnes(model);
    const schedule = cosine({ rate: 0.1, warmup: 3, total: 7 });
    const optimizer = new SGD(model, { rate: schedule });
    const used = [1, 2, 3, 4, 5, 6, 7].map(() => optimizer.step(filledWith(model, 0)));
    expect(used).toEqual([1, 2, 3, 4, 5, 6, 7].map((step) => schedule.rateAt(step)));
    expect(optimizer.step(filledWith(model, 1), 0.25)).toBe(0.25);
    expect(model.bias?.value.dataSync()).toEqual(Float32Array.of(0.75, 0.75));
  });
});
