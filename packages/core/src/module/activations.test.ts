import { describe, expect, it } from 'vitest';
import { IndexError, OptionError, ShapeError, ValueError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import { tidy } from '../memory/scope.ts';
import { multiply } from '../ops/multiply.ts';
import { subtract } from '../ops/subtract.ts';
import { sum } from '../ops/sum.ts';
import { tanh } from '../ops/tanh.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { collect, patchActivations } from './activations.ts';
import { Dropout } from './dropout.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';

class Layers extends Module {
  readonly dropout: Dropout = new Dropout(0.5);
  readonly layers: readonly Linear[] = [new Linear(3, 5), new Linear(5, 2)];

  override forward(x: Tensor): Tensor {
    return this.layers.reduce((state, layer) => tanh(layer.forward(state)), this.dropout.forward(x));
  }
}

const model = new Layers().initialize(new RandomGenerator(1));
const [clean, corrupted] = [tensor([[1, 2, 3]]), tensor([[3, -2, 0]])];
const read = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];

describe('collect', () => {
  it('keeps what passes, by path and passage, once where several patterns fit', () => {
    using kept = collect(model, ['layers.*', '**'], () => [model.forward(clean), model.forward(corrupted)]);
    const shapes = [...kept].map(([path, tensors]) => [path, ...tensors.map(({ shape }) => shape)]);
    expect(shapes).toEqual([
      ['dropout', [1, 3], [1, 3]],
      ['layers.0', [1, 5], [1, 5]],
      ['layers.1', [1, 2], [1, 2]],
      ['', [1, 2], [1, 2]],
    ]);
    expect(read(kept.get('')?.[1])).toEqual(read(kept.result[1]));
    expect(read(tanh(kept.get('layers.1')?.[0] ?? clean))).toEqual(read(model.forward(clean)));
  });

  it('finds one tensor by path and passage, or names near paths', () => {
    using kept = collect(model, ['layers.*'], () => [model.forward(clean), model.forward(corrupted)]);
    expect(kept.at('layers.0')).toBe(kept.get('layers.0')?.[0]);
    expect(kept.at('layers.1', 1)).toBe(kept.get('layers.1')?.[1]);
    expect(() => kept.at('layers.1', 2)).toThrow("'layers.1' passed 2 times, asked for passage 2");
    expect(() => kept.at('layer.0')).toThrow(IndexError);
    expect(() => kept.at('layer.0')).toThrow('passed 0 times, asked for passage 0; near it: layers.0');
  });

  it('frees what it kept and nothing that is another’s, also when the function fails', async () => {
    const before = live();
    tidy(() => {
      const kept = collect(model, ['**'], () => model.forward(clean));
      expect(kept.get('dropout')?.[0]).toBe(clean);
      kept.dispose();
      kept.dispose();
      expect(kept.result.isDisposed).toBe(false);
    });
    const fail = (): never => {
      model.forward(clean).dispose();
      throw new RangeError('no');
    };
    expect(() => collect(model, ['**'], fail)).toThrow(RangeError);
    await expect(collect(model, ['**'], async () => fail())).rejects.toThrow(RangeError);
    expect(clean.isDisposed).toBe(false);
    expect(live()).toEqual(before);
  });

  it('waits for an asynchronous function', async () => {
    using kept = await collect(model, ['layers.1'], async () => {
      await Promise.resolve();
      return model.forward(clean);
    });
    expect(kept.result.shape).toEqual([1, 2]);
    expect(kept.get('layers.1')).toHaveLength(1);
  });

  it('lets gradients through, so that a loss may speak of what passed', () => {
    const [dx] = grad((x) => {
      using kept = collect(model, ['layers.0'], () => model.forward(x));
      return sum(kept.get('layers.0')?.[0] ?? x);
    })(clean);
    const columns = [...(model.layers[0]?.weight.value.dataSync() ?? [])];
    const expected = [0, 1, 2].map((input) =>
      columns.filter((_, index) => index % 3 === input).reduce((total, weight) => total + weight, 0),
    );
    for (const [index, value] of read(dx).entries()) expect(value).toBeCloseTo(expected[index] ?? 0, 6);
  });

  it('refuses a pattern that fits nothing', () => {
    expect(() => collect(model, ['layer.*'], () => model.forward(clean))).toThrow(OptionError);
  });
});

describe('patchActivations', () => {
  it('gives the clean answer where all that the output depends on is patched', () => {
    using kept = collect(model, ['layers.*'], () => model.forward(clean));
    for (const path of ['layers.0', 'layers.1']) {
      const patch = new Map([[path, kept.get(path) ?? []]]);
      expect(read(patchActivations(model, patch, () => model.forward(corrupted)))).toEqual(read(kept.result));
    }
    expect(read(model.forward(corrupted))).not.toEqual(read(kept.result));
  });

  it('changes nothing when a run is patched with itself', () => {
    using kept = collect(model, ['**'], () => model.forward(corrupted));
    const patched = patchActivations(model, kept, () => model.forward(corrupted));
    expect(read(subtract(patched, kept.result))).toEqual([0, 0]);
  });

  it('names the path of a tensor that is missing or does not fit', () => {
    using kept = collect(model, ['layers.0'], () => model.forward(clean));
    const twice = (): unknown => [model.forward(clean), model.forward(clean)];
    expect(() => patchActivations(model, kept, twice)).toThrow(ValueError);
    expect(() => patchActivations(model, kept, twice)).toThrow(
      "'layers.0' passes more often than the 1 times",
    );
    const wrong = new Map([['layers.0', [multiply(clean, 1)]]]);
    expect(() => patchActivations(model, wrong, () => model.forward(clean))).toThrow(ShapeError);
    const nowhere = new Map([['layers.9', [clean]]]);
    expect(() => patchActivations(model, nowhere, () => model.forward(clean))).toThrow(OptionError);
  });
});
