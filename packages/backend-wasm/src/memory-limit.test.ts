import {
  AdamW,
  BackendError,
  clipByGlobalNorm,
  crossEntropy,
  Linear,
  type Module,
  ones,
  RandomGenerator,
  relu,
  tensor,
  tidy,
  use,
  valueAndGrad,
} from '@heed/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WasmBackend, wasm } from './index.ts';

// 48 MiB instead of 4 GiB, so that memory ends early.
vi.mock('./engine/layout.ts', async (original) => ({
  ...(await original<typeof import('./engine/layout.ts')>()),
  maximumPages: 768,
}));

let backend: WasmBackend;
let before: Parameters<typeof use>[0];
beforeEach(async () => {
  backend = await wasm({ threads: 2 });
  before = use(backend);
});
afterEach(() => {
  use(before);
  backend.dispose();
});

function snapshot(model: Module): number[][] {
  return [...model.parameters().values()].map(({ value }) => [...value.dataSync()]);
}

/** A loss over `rows` rows; the number of rows decides how much memory a step needs. */
function trainOnce(model: Linear, optimizer: AdamW, rows: number): number {
  return tidy(() => {
    const x = ones([rows, 7]);
    const targets = tensor(new Int32Array(rows), { dtype: 'int32' });
    const { value, gradients } = valueAndGrad(model, () => crossEntropy(relu(model.forward(x)), targets));
    optimizer.step(clipByGlobalNorm(gradients, 1).gradients);
    return value.item();
  });
}

describe('memory that ends in the middle of a step', () => {
  it('is a named error that says what was asked and held; model, optimizer and memory are as before', () => {
    const model = new Linear(7, 1021).initialize(new RandomGenerator(1));
    const optimizer = new AdamW(model, { rate: 0.1 });
    trainOnce(model, optimizer, 5);
    const held = backend.memory();
    const parameters = snapshot(model);
    const state = [...optimizer.state().tensors.values()].map((one) => [...one.dataSync()]);
    // Inputs and hidden values fit, 16 MB; their gradients do not.
    const step = (): unknown => trainOnce(model, optimizer, 4001);
    expect(step).toThrow(BackendError);
    expect(step).toThrow(/out of memory: \d+ bytes asked, \d+ bytes held by \d+ buffers/);
    expect(backend.memory()).toEqual(held);
    expect(snapshot(model)).toEqual(parameters);
    expect(optimizer.steps).toBe(1);
    expect([...optimizer.state().tensors.values()].map((one) => [...one.dataSync()])).toEqual(state);
    expect(trainOnce(model, optimizer, 5)).toBeLessThan(10);
    expect(optimizer.steps).toBe(2);
  });
});
