import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import { keep } from '../memory/scope.ts';
import { ones } from '../ops/full.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { Adam } from '../optimizers/adam.ts';
import { encodeTrainingState, restoreTrainingState } from '../optimizers/training-state.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { loadWeights } from '../weights/load-weights.ts';
import { openSafetensors } from '../weights/safetensors.ts';
import { saveWeights } from '../weights/save-weights.ts';
import { BatchNorm, type BatchNormOptions, FrozenBatchNorm } from './batch-norm.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { summary } from './summary.ts';

/** A layer with its input as a parameter, which then has a gradient too. */
class WithInput<Norm extends BatchNorm | FrozenBatchNorm> extends Module {
  readonly x: Parameter;
  readonly norm: Norm;

  constructor(x: Tensor, norm: Norm) {
    super();
    this.x = new Parameter(x.shape, () => x);
    this.x.replace(x);
    this.norm = norm;
  }

  override forward(): Tensor {
    return this.norm.forward(this.x.value);
  }
}

type Golden = ReturnType<typeof readGolden>;

/** The layer as the reference started, in float64. */
function start<Norm extends BatchNorm | FrozenBatchNorm>(norm: Norm, golden: Golden): Norm {
  norm.initialize(new RandomGenerator(0));
  norm.weight.replace(float64(need(golden, 'weight')));
  norm.bias.replace(float64(need(golden, 'bias')));
  norm.runningMean.replace(float64(need(golden, 'start_mean')));
  norm.runningVar.replace(float64(need(golden, 'start_var')));
  return norm;
}

/** The output for a batch of the reference, and the gradients of its product with the upstream. */
function run(norm: BatchNorm | FrozenBatchNorm, golden: Golden, batch: number) {
  const model = new WithInput(float64(need(golden, `x.${batch}`)), norm);
  const upstream = float64(need(golden, `upstream.${batch}`));
  let y = upstream;
  const { gradients } = valueAndGrad(model, () => {
    y = keep(model.forward());
    return sum(multiply(y, upstream));
  });
  return { y, gradients };
}

const cases: readonly (readonly [string, number, BatchNormOptions])[] = [
  ['rows', 3, { momentum: 0.3 }],
  ['sequence', 2, { epsilon: 1e-3, momentum: 'cumulative' }],
  ['picture', 5, {}],
  ['volume', 2, {}],
];

describe.each(cases)('BatchNorm of a %s', (name, channels, options) => {
  const golden = readGolden(`torch/batch-norm/${name}.safetensors`);

  it.each([
    ['at once', false],
    ['recomputed', true],
  ])('PyTorch: outputs, gradients and running statistics, %s', (_, again) => {
    const norm = start(new BatchNorm(channels, options), golden).recompute(again);
    for (const batch of [0, 1, 2]) {
      const { y, gradients } = run(norm.train(batch < 2), golden, batch);
      const found = {
        [`y.${batch}`]: y,
        [`grad.${batch}.x`]: gradients.get('x'),
        [`grad.${batch}.weight`]: gradients.get('norm.weight'),
        [`grad.${batch}.bias`]: gradients.get('norm.bias'),
        [`mean.${batch}`]: norm.runningMean.value,
        [`var.${batch}`]: norm.runningVar.value,
        [`count.${batch}`]: norm.numBatchesTracked.value,
      };
      expect(gradients.size).toBe(3);
      for (const [key, value] of Object.entries(found)) {
        expect(value && worstDifference(value, need(golden, key)), key).toBeLessThan(1e-6);
      }
    }
  });

  it('frozen, it computes as in evaluation, and gives its input a gradient alone', () => {
    const reference = run(start(new BatchNorm(channels, options), golden), golden, 0);
    const { epsilon } = options;
    const frozen = start(new FrozenBatchNorm(channels, epsilon === undefined ? {} : { epsilon }), golden);
    const { y, gradients } = run(frozen.train(), golden, 0);
    expect([...gradients.keys()]).toEqual(['x']);
    expect([...y.dataSync()]).toEqual([...reference.y.dataSync()]);
    expect(gradients.get('x')?.dataSync()).toEqual(reference.gradients.get('x')?.dataSync());
  });
});

describe('running statistics', () => {
  it('are saved and loaded, and are no parameters', async () => {
    const norm = new BatchNorm(3).initialize(new RandomGenerator(0)).train();
    norm.forward(new RandomGenerator(1).normal([5, 3, 2]));
    const bytes = await saveWeights(norm);
    const { entries } = await openSafetensors(bytes);
    const names = ['bias', 'num_batches_tracked', 'running_mean', 'running_var', 'weight'];
    expect([...entries.keys()].sort()).toEqual(names);
    const loaded = new BatchNorm(3);
    await loadWeights(loaded, bytes);
    for (const [path, { value }] of norm.parameters()) {
      expect(loaded.parameters().get(path)?.value.dataSync()).toEqual(value.dataSync());
    }
    expect(loaded.numBatchesTracked.value.item()).toBe(1);
    expect(loaded.parameterCount()).toBe(6);
    expect(summary(loaded)).toContain('runningVar  [3]  3  buffer');
  });

  it('are part of a training state: a run that was resumed goes on as one that was not', async () => {
    const begin = () => {
      const norm = new BatchNorm(3).initialize(new RandomGenerator(0)).train();
      const generator = new RandomGenerator(1);
      return { norm, parts: { model: norm, optimizer: new Adam(norm, { rate: 0.1 }), generator } };
    };
    const step = ({ norm, parts }: ReturnType<typeof begin>): void => {
      const x = parts.generator.normal([5, 3, 2]);
      const { gradients } = valueAndGrad(norm, () => sum(multiply(norm.forward(x), x)));
      parts.optimizer.step(gradients);
    };
    const [whole, stopped, resumed] = [begin(), begin(), begin()];
    for (const run of [whole, stopped]) step(run);
    await restoreTrainingState(await encodeTrainingState(stopped.parts), resumed.parts);
    for (const run of [whole, resumed]) step(run);
    expect(resumed.norm.numBatchesTracked.value.item()).toBe(2);
    for (const [path, { value }] of whole.norm.parameters()) {
      expect(resumed.norm.parameters().get(path)?.value.dataSync(), path).toEqual(value.dataSync());
    }
  });

  it('stay buffers when all is unfrozen', () => {
    const norm = new BatchNorm(3).initialize(new RandomGenerator(0)).freeze().unfreeze();
    expect([...norm.trainableValues().keys()]).toEqual(['weight', 'bias']);
    expect(new FrozenBatchNorm(3).unfreeze().trainableValues().size).toBe(0);
  });

  it('leave no tensors behind', () => {
    const norm = new BatchNorm(3).initialize(new RandomGenerator(0)).train();
    const x = new RandomGenerator(1).normal([5, 3, 2]);
    const before = live();
    for (let step = 0; step < 3; step++) norm.forward(x).dispose();
    expect(live()).toEqual(before);
  });
});

it('refuses what does not fit', () => {
  const norm = new BatchNorm(3).initialize(new RandomGenerator(0));
  expect(() => norm.forward(ones([2, 4, 5]))).toThrow('expected [batch, 3, …], got [2, 4, 5]');
  expect(() => norm.forward(ones([3]))).toThrow(ShapeError);
  expect(() => norm.train().forward(ones([1, 3, 1, 1]))).toThrow('more than one value per channel');
  expect(() => new FrozenBatchNorm(3).forward(ones([2, 2]))).toThrow('FrozenBatchNorm');
  expect(() => new BatchNorm(3, { momentum: 1.5 })).toThrow(OptionError);
});
