import {
  add,
  cast,
  gatedLinear,
  gelu,
  type LinearActivation,
  linear,
  linearMaps,
  multiply,
  quantize,
  RandomGenerator,
  relu,
  silu,
  type Tensor,
  tidy,
  use,
} from '@heed/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';

const activations: Readonly<Record<LinearActivation, (x: Tensor) => Tensor>> = {
  relu,
  gelu: (x) => gelu(x),
  geluTanh: (x) => gelu(x, { approximate: 'tanh' }),
  silu,
};

/** How a weight can be kept. */
const kinds: Readonly<Record<string, (weight: Tensor) => Tensor>> = {
  float32: (weight) => weight,
  float16: (weight) => cast(weight, 'float16'),
  bfloat16: (weight) => cast(weight, 'bfloat16'),
  q8_0: (weight) => quantize(weight, 'q8_0'),
  q4_1: (weight) => quantize(weight, 'q4_1'),
};

// One row, few rows, a small and a large product, an inner axis of several blocks, blocks that do not divide.
const sizes = [
  [1, 577, 64],
  [3, 7, 32],
  [33, 131, 544],
  [131, 521, 64],
  [70, 97, 1056],
] as const;

describe.each(['relaxed', 'plain'] as const)('%s SIMD: a linear map with an epilogue', (simd) => {
  let backend: WasmBackend;
  let before: ReturnType<typeof use>;
  beforeAll(async () => {
    backend = await wasm({ simd, threads: 2 });
    before = use(backend);
  });
  afterEach(() => expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 }));
  afterAll(() => {
    use(before);
    backend.dispose();
  });

  describe.each(Object.entries(kinds))('weight in %s', (_, kept) => {
    it.each(Object.entries(activations))('%s: the bits of the single operations', (name, activate) => {
      const activation = name as LinearActivation;
      const draw = new RandomGenerator(7);
      for (const [rows, outputs, inputs] of sizes) {
        tidy(() => {
          const [x, weight] = [draw.normal([rows, inputs]), kept(draw.normal([outputs, inputs]))];
          const [bias, gate] = [draw.normal([outputs]), draw.normal([rows, outputs])];
          const residual = draw.normal([rows, outputs]);
          const activated = activate(linear(x, weight, bias));
          expect(linear(x, weight, bias, { activation }).dataSync()).toEqual(activated.dataSync());
          const all = linear(x, weight, undefined, { activation, gate, residual });
          const single = add(multiply(activate(linear(x, weight)), gate), residual);
          expect(all.dataSync()).toEqual(single.dataSync());
        });
      }
      expect(backend.report().calls['linearEpilogue']).toBeGreaterThan(0);
    });

    it('several maps of one x, and a gate of the same x: the bits of single products', () => {
      const draw = new RandomGenerator(13);
      for (const [rows, outputs, inputs] of sizes) {
        tidy(() => {
          const x = draw.normal([rows, inputs]);
          const maps = [outputs, 11, outputs].map((width, map) => ({
            weight: kept(draw.normal([width, inputs])),
            bias: map === 1 ? draw.normal([width]) : undefined,
          }));
          const alone = maps.map(({ weight, bias }) => linear(x, weight, bias));
          for (const [map, y] of linearMaps(x, maps).entries()) {
            expect(y.dataSync()).toEqual(alone[map]?.dataSync());
          }
          const [gate, , values] = maps;
          if (gate === undefined || values === undefined) return;
          const gated = linear(x, gate.weight, undefined, { activation: 'silu', gate: alone[2] });
          expect(gatedLinear(x, gate, values, 'silu').dataSync()).toEqual(gated.dataSync());
        });
      }
      expect(backend.report().calls['linearMaps']).toBeGreaterThan(0);
      expect(backend.report().calls['gatedLinear']).toBeGreaterThan(0);
    });
  });

  it('ends with its product: the next has none', () => {
    tidy(() => {
      const [x, weight] = [new RandomGenerator(1).normal([5, 32]), new RandomGenerator(2).normal([7, 32])];
      const plain = linear(x, weight).dataSync();
      linear(x, weight, undefined, { activation: 'relu' });
      expect(linear(x, weight).dataSync()).toEqual(plain);
    });
  });
});
