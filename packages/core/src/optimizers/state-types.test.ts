import { describe, expect, it } from 'vitest';
import { use } from '../backend/current.ts';
import { planningBackend } from '../backend/planning.ts';
import { cpu } from '../backend/reference.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { tidy } from '../memory/scope.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { Parameter } from '../module/parameter.ts';
import { full } from '../ops/full.ts';
import { mean } from '../ops/mean.ts';
import { multiply } from '../ops/multiply.ts';
import { slice } from '../ops/slice.ts';
import { subtract } from '../ops/subtract.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { AdamW, encodeTrainingState, restoreTrainingState, SGD, type StateType } from './index.ts';

const types: readonly StateType[] = ['bfloat16', 'int8'];

class Holder extends Module {
  readonly weight: Parameter;
  constructor(size: number) {
    super();
    this.weight = new Parameter([size], (shape) => full(shape, 0));
    this.weight.initialize(new RandomGenerator(0));
  }
  override forward(): void {}
}

/** The mean of a state tensor as the next update would see it, by steps of AdamW under given gradients. */
function meanUpdate(stateType: StateType, gradients: readonly number[], size = 2048): number {
  const model = new Holder(size);
  const optimizer = new AdamW(model, { rate: 1, weightDecay: 0, beta2: 0.99, stateType });
  let before = 0;
  let moved = 0;
  for (const gradient of gradients) {
    const now = tidy(() => {
      optimizer.step(new Map([['weight', full([size], gradient)]]));
      return mean(model.weight.value).item();
    });
    moved = now - before;
    before = now;
  }
  optimizer.dispose();
  model.dispose();
  return moved;
}

describe.each(types)('state kept as %s', (stateType) => {
  it('follows gradients that fall: what changes by less than a step still moves on the average', () => {
    // Large gradients, then small ones: the second moment falls by 1 % an update, a step of rounding or less.
    const gradients = Array.from({ length: 160 }, (_, step) => (step < 20 ? 10 : 1));
    const expected = meanUpdate('float32', gradients);
    expect(meanUpdate(stateType, gradients) / expected).toBeGreaterThan(0.93);
    expect(meanUpdate(stateType, gradients) / expected).toBeLessThan(1.07);
  });

  it('learns as float32 does, and takes the memory that it says', () => {
    const learn = (type: StateType): { loss: number; bytes: number } => {
      const generator = new RandomGenerator(3);
      const model = new Linear(13, 7).initialize(generator);
      const [x, y] = [generator.normal([29, 13]), generator.normal([29, 7])];
      const optimizer = new AdamW(model, { rate: 0.03, weightDecay: 0, stateType: type });
      let loss = 0;
      for (let step = 0; step < 60; step++) {
        tidy(() => {
          const { value, gradients } = valueAndGrad(model, () => {
            const error: Tensor = subtract(model.forward(x), y);
            return mean(multiply(error, error));
          });
          optimizer.step(gradients);
          loss = value.item();
        });
      }
      const bytes = [...optimizer.state().tensors.values()].reduce(
        (sum, tensor) => sum + tensor.dataSync().byteLength,
        0,
      );
      optimizer.dispose();
      return { loss, bytes };
    };
    const [whole, small] = [learn('float32'), learn(stateType)];
    expect(Math.abs(small.loss / whole.loss - 1)).toBeLessThan(0.03);
    // 91 weights fill two blocks of 64 numbers, 7 biases one.
    expect(small.bytes).toBe(stateType === 'bfloat16' ? whole.bytes / 2 : 2 * 3 * (64 + 4));
  });

  it('a large table is updated in pieces, number by number as a small one', () => {
    // Whole blocks of 64 numbers, and a last piece that is shorter than the others.
    const size = 3 * 2 ** 16 - 640;
    const gradient = tensor(Float32Array.from({ length: size }, (_, at) => (at % 64 < 32 ? 2 : -2)));
    const values = (start: number): readonly number[] => {
      const model = new Holder(size - start);
      const optimizer = new AdamW(model, { rate: 0.5, weightDecay: 0, stateType });
      const own = slice(gradient, { axis: 0, start, end: size });
      for (let count = 0; count < 3; count++) optimizer.step(new Map([['weight', own]]));
      optimizer.dispose();
      return Array.from(model.weight.value.dataSync());
    };
    const alone = values(size - 640);
    // What is equal in a block is exact in int8; in bfloat16 it is rounded at random.
    const tolerance = stateType === 'int8' ? 1e-7 : 0.02;
    for (const [at, value] of values(0).slice(-640).entries())
      expect(Math.abs(value - (alone[at] ?? 0))).toBeLessThan(tolerance);
  });

  it('takes no more memory in an update than a copy of the largest parameter and of its state', () => {
    const size = 2 ** 22;
    const plan = planningBackend(cpu);
    use(plan);
    try {
      const model = new Holder(size);
      const optimizer = new AdamW(model, { rate: 0.5, stateType });
      const gradients = new Map([['weight', full([size], 1)]]);
      optimizer.step(gradients);
      const before = plan.memory().bytes;
      optimizer.step(gradients);
      expect(plan.memory().bytes).toBe(before);
      expect(plan.peak - before).toBeLessThan((4 + (stateType === 'int8' ? 2.2 : 4) + 1.5) * size);
    } finally {
      use(cpu);
    }
  });

  it('goes on bit for bit after it was saved, and fits no optimizer of another type', async () => {
    const start = (type: StateType) => {
      const generator = new RandomGenerator(5);
      const model = new Linear(5, 3).initialize(generator);
      return { model, optimizer: new AdamW(model, { rate: 0.1, stateType: type }), generator };
    };
    const step = ({ model, optimizer }: ReturnType<typeof start>): void =>
      tidy(() => {
        const x = full([2, 5], optimizer.steps + 1);
        const { gradients } = valueAndGrad(model, () => mean(multiply(model.forward(x), model.forward(x))));
        optimizer.step(gradients);
      });
    const whole = start(stateType);
    const first = start(stateType);
    for (let count = 0; count < 4; count++) step(first);
    const bytes = await encodeTrainingState(first);
    const second = start(stateType);
    await restoreTrainingState(bytes, second);
    for (let count = 0; count < 3; count++) step(second);
    for (let count = 0; count < 7; count++) step(whole);
    expect(second.model.weight.value.dataSync()).toEqual(whole.model.weight.value.dataSync());
    await expect(restoreTrainingState(bytes, start('float32'))).rejects.toThrow(/firstMoment\.weight/);
  });
});

it('momentum of SGD can be kept so too; other types are refused', () => {
  const model = new Holder(3);
  const optimizer = new SGD(model, { rate: 0.5, momentum: 0.5, stateType: 'int8' });
  const gradient = full([3], 2);
  for (let step = 0; step < 3; step++) optimizer.step(new Map([['weight', gradient]]));
  // 1 + 1.5 + 1.75, for equal numbers are exact.
  expect(Array.from(model.weight.value.dataSync())).toEqual([-4.25, -4.25, -4.25]);
  const misspelt: { rate: number; stateType: StateType } = JSON.parse('{"rate": 1, "stateType": "int4"}');
  expect(() => new AdamW(model, misspelt)).toThrow(/stateType must be float32, bfloat16 or int8/);
});
