import {
  linear,
  matmul,
  ones,
  RandomGenerator,
  reshape,
  type Tensor,
  tidy,
  use,
  writeInto,
} from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';

describe('packed copies of weights', () => {
  let backend: WasmBackend;
  let before: Parameters<typeof use>[0];
  beforeAll(async () => {
    backend = await wasm({ threads: 2 });
    before = use(backend);
  });
  afterAll(() => {
    use(before);
    backend.dispose();
  });

  const drawn = (...shape: number[]): Tensor => new RandomGenerator(3).uniform(shape, -1, 1);
  const numbers = (x: Tensor): number[] => [...x.dataSync()];

  it('change no bit', () => {
    tidy(() => {
      const weight = drawn(131, 67);
      const [x, gradient] = [drawn(13, 67), drawn(13, 131)];
      const run = (): number[][] => [numbers(linear(x, weight)), numbers(matmul(gradient, weight))];
      const first = run();
      for (let round = 0; round < 3; round++) expect(run()).toEqual(first);
    });
  });

  it('tell shapes of one buffer apart', () => {
    tidy(() => {
      const weight = drawn(96, 60);
      const other = reshape(weight, [60, 96]);
      const [x, y] = [ones([7, 60]), ones([7, 96])];
      const run = (): number[][] => [numbers(linear(x, weight)), numbers(linear(y, other))];
      const first = run();
      for (let round = 0; round < 2; round++) expect(run()).toEqual(first);
    });
  });

  it('are made anew after the weight was written to', () => {
    tidy(() => {
      const weight = drawn(71, 59);
      const x = ones([8, 59]);
      for (let round = 0; round < 3; round++) linear(x, weight);
      writeInto(weight, ones([1, 59]), { axis: 0, start: 2 });
      for (let round = 0; round < 3; round++) expect(linear(x, weight).dataSync()[2]).toBe(59);
    });
  });

  it('are not counted, and go with the weight', () => {
    const held = backend.memory();
    const round = (): void =>
      tidy(() => {
        const weight = ones([512, 512]);
        for (let use = 0; use < 3; use++) linear(ones([8, 512]), weight).dispose();
        expect(backend.memory().bytes - held.bytes).toBe(4 * (512 * 512 + 3 * 8 * 512));
      });
    round();
    const reserved = backend.report().details['memoryBytes'];
    for (let count = 0; count < 50; count++) round();
    expect(backend.memory()).toEqual(held);
    expect(backend.report().details['memoryBytes']).toBe(reserved);
  });
});
