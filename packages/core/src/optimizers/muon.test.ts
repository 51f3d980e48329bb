import { describe, expect, it } from 'vitest';
import { live } from '../memory/live.ts';
import { tidy } from '../memory/scope.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { AdamW, encodeTrainingState, Muon, type Optimizer, restoreTrainingState } from './index.ts';

class Net extends Module {
  readonly first = new Linear(3, 5);
  readonly second = new Linear(3, 5);
  readonly last = new Linear(5, 2);

  override forward(): void {}
}

const gradientsOf = (model: Module, seed: number): Map<string, Tensor> => {
  const generator = new RandomGenerator(seed);
  return new Map([...model.trainableValues()].map(([path, { shape }]) => [path, generator.normal(shape)]));
};

/** All parameters after three updates. */
function learned(make: (model: Module) => Optimizer): Map<string, readonly number[]> {
  const model = new Net().initialize(new RandomGenerator(1));
  const optimizer = make(model);
  for (const seed of [1, 2, 3]) tidy(() => optimizer.step(gradientsOf(model, seed)));
  optimizer.dispose();
  const values = [...model.parameters()].map(([path, { value }]) => [path, [...value.dataSync()]] as const);
  model.dispose();
  return new Map(values);
}

const hidden = (path: string): boolean => !path.startsWith('last');

describe('Muon', () => {
  it('updates what is no hidden matrix as AdamW does, bit for bit', () => {
    const [muon, adam] = [
      learned((model) => new Muon(model, { rate: 0.1, weightDecay: 0.2, matrices: hidden })),
      learned((model) => new AdamW(model, { rate: 0.1, weightDecay: 0.2 })),
    ];
    const equal = [...muon].filter(([path, values]) => values.join() === adam.get(path)?.join());
    expect(equal.map(([path]) => path).sort()).toEqual([
      'first.bias',
      'last.bias',
      'last.weight',
      'second.bias',
    ]);
  });

  it('a matrix is updated alike whether it stands alone or beside others of its shape', () => {
    const together = learned((model) => new Muon(model, { rate: 0.1, matrices: hidden }));
    const alone = learned(
      (model) => new Muon(model, { rate: 0.1, matrices: (path) => path === 'first.weight' }),
    );
    for (const [at, value] of (together.get('first.weight') ?? []).entries())
      expect(value).toBeCloseTo(alone.get('first.weight')?.[at] ?? Number.NaN, 6);
  });

  it('a gradient of 0 gives no NaN', () => {
    const model = new Net().initialize(new RandomGenerator(1));
    const before = [...model.first.weight.value.dataSync()];
    const optimizer = new Muon(model, { rate: 0.1, weightDecay: 0 });
    const zeros = [...gradientsOf(model, 1)].map(([path, { shape }]) => {
      return [path, new RandomGenerator(0).normal(shape, 0, 0)] as const;
    });
    optimizer.step(new Map(zeros));
    expect([...model.first.weight.value.dataSync()]).toEqual(before);
  });

  it('goes on from a saved state bit for bit, and frees what it kept', async () => {
    const before = live();
    const make = (seed: number) => {
      const model = new Net().initialize(new RandomGenerator(seed));
      return { model, optimizer: new Muon(model, { rate: 0.1 }), generator: new RandomGenerator(seed) };
    };
    const [one, other] = [make(1), make(2)];
    tidy(() => one.optimizer.step(gradientsOf(one.model, 1)));
    await restoreTrainingState(await encodeTrainingState(one), other);
    for (const { model, optimizer } of [one, other]) tidy(() => optimizer.step(gradientsOf(model, 2)));
    const [left, right] = [one, other].map(({ model }) =>
      [...model.parameters().values()].map(({ value }) => value.dataSync()),
    );
    expect(left).toEqual(right);
    for (const { model, optimizer } of [one, other]) {
      optimizer.dispose();
      model.dispose();
    }
    expect(live()).toEqual(before);
  });

  it('options out of range and unknown ones are refused', () => {
    const model = new Net();
    expect(() => new Muon(model, { rate: 0.1, momentum: 1 })).toThrow(
      'momentum must lie in 0…1 below 1, got 1',
    );
    const compressed = { rate: 0.1, stateType: 'int8' };
    expect(() => new Muon(model, compressed)).toThrow('unknown option stateType');
  });
});
