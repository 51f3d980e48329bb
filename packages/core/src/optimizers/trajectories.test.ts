import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DType } from '../dtype.ts';
import { Module } from '../module/module.ts';
import { Parameter } from '../module/parameter.ts';
import { tensor } from '../ops/tensor.ts';
import type { Shape } from '../shape.ts';
import { Adam, AdamW, clipByGlobalNorm, type Optimizer, SGD, type Trainable } from './index.ts';

interface GoldenArray {
  readonly shape: Shape;
  readonly data: Float32Array | Float64Array;
}

/** The arrays of a golden file (safetensors), read without our own reader. */
function readGolden(name: string): (key: string) => GoldenArray {
  const bytes = readFileSync(new URL(`../../../../fixtures/optimizers/${name}.safetensors`, import.meta.url));
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  interface Entry {
    readonly dtype: 'F32' | 'F64';
    readonly shape: Shape;
    readonly data_offsets: readonly [number, number];
  }
  const header: Readonly<Record<string, Entry>> = JSON.parse(bytes.toString('utf8', 8, start));
  return (key) => {
    const entry = header[key];
    if (entry === undefined) throw new Error(`${name} has no ${key}`);
    const data = new Uint8Array(bytes.subarray(start + entry.data_offsets[0], start + entry.data_offsets[1]));
    const kind = entry.dtype === 'F32' ? Float32Array : Float64Array;
    return { shape: entry.shape, data: new kind(data.buffer) };
  };
}

class Holder extends Module {
  readonly weight: Parameter;

  constructor({ shape, data }: GoldenArray, dtype: DType) {
    super();
    this.weight = new Parameter(shape, () => tensor([...data], { shape, dtype }), dtype);
    this.weight.assign(tensor([...data], { shape, dtype }));
  }

  override forward(): void {}
}

const makers: Readonly<Record<string, (model: Trainable) => Optimizer>> = {
  sgd: (model) => new SGD(model, { rate: 0.1 }),
  'sgd-momentum': (model) => new SGD(model, { rate: 0.1, momentum: 0.9 }),
  'sgd-nesterov': (model) => new SGD(model, { rate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  'sgd-dampening': (model) => new SGD(model, { rate: 0.1, momentum: 0.9, dampening: 0.5 }),
  adam: (model) => new Adam(model, { rate: 0.05, beta1: 0.9, beta2: 0.98, epsilon: 1e-9 }),
  'adam-l2': (model) => new Adam(model, { rate: 0.05, weightDecay: 0.1 }),
  adamw: (model) => new AdamW(model, { rate: 0.05, weightDecay: 0.1 }),
  'adamw-betas': (model) =>
    new AdamW(model, { rate: 0.02, beta1: 0.9, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.01 }),
};

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? Number.NaN))),
    0,
  );
}

describe.each(Object.keys(makers))('%s follows PyTorch over 20 steps', (name) => {
  it.each([
    ['float64', 1e-12],
    ['float32', 1e-6],
  ] as const)('in %s, relative to the largest value', (dtype, tolerance) => {
    const golden = readGolden(name);
    const start = golden('start');
    const size = start.data.length;
    const gradients = golden('gradients').data;
    const trajectory = golden('trajectory.f64').data;
    const largest = largestDifference(start.data, new Float32Array(size));
    const model = new Holder(start, dtype);
    const optimizer = makers[name]?.(model);
    for (let step = 0; step < 20; step++) {
      const values = [...gradients.subarray(step * size, (step + 1) * size)];
      const gradient = tensor(values, { shape: start.shape, dtype });
      optimizer?.step(new Map([['weight', gradient]]));
      gradient.dispose();
      const expected = trajectory.subarray(step * size, (step + 1) * size);
      expect(largestDifference(model.weight.value.dataSync(), expected)).toBeLessThan(tolerance * largest);
    }
    optimizer?.dispose();
    model.dispose();
  });
});

describe('clipping by the global norm equals clip_grad_norm_', () => {
  it.each([1, 100])('to %d', (limit) => {
    const golden = readGolden('clip-gradient-norm');
    const gradients = new Map(
      ['a', 'b'].map((key) => {
        const { data, shape } = golden(key);
        return [key, tensor([...data], { shape, dtype: 'float64' })];
      }),
    );
    const clipped = clipByGlobalNorm(gradients, limit);
    expect(largestDifference([clipped.norm], golden(`norm.${limit}`).data)).toBeLessThan(1e-12);
    for (const key of gradients.keys()) {
      const expected = golden(`${key}.${limit}`).data;
      // PyTorch adds 1e-6 to the norm before it divides.
      expect(largestDifference(clipped.gradients.get(key)?.dataSync() ?? [], expected)).toBeLessThan(1e-6);
    }
  });
});
