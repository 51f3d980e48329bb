import { wasm } from '@heed/backend-wasm';
import { defaultRoutePolicy, type RoutePolicy, route } from '@heed/core/backend';
import { testBackend } from '@heed/core/testing';
import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { testModels } from './engines/testing/test-models.ts';
import { tfjs } from './index.ts';

const [heavy, light] = [await tfjs({ tf, engine: 'cpu' }), await wasm({ threads: 1 })];
const free = { call: 0, unitsPerMicrosecond: 1e9 };
const dear = { call: 1e6, unitsPerMicrosecond: 1 };

/** Sends some ops to TensorFlow.js, whatever they cost, so that tensors go to and fro. */
const mixed: RoutePolicy = {
  transfer: { latency: 0, bytesPerMicrosecond: 1e9 },
  ops: Object.fromEntries(
    ['matmul', 'softmax', 'layerNormGradient', 'gather', 'where', 'add', 'adamwUpdate', 'erf'].map((name) => [
      name,
      { heavy: free, light: dear },
    ]),
  ),
  others: { heavy: dear, light: free },
};

describe('tensors that go to and fro', () => {
  const backend = route({ heavy, light, policy: mixed });
  testBackend(backend, { describe, it });
  testModels(backend, ['gpt2', 't5']);
  it('ran on both', () => {
    const { heavyCalls, lightCalls, moves } = backend.report().details;
    expect(Number(heavyCalls)).toBeGreaterThan(100);
    expect(Number(lightCalls)).toBeGreaterThan(100);
    expect(Number(moves)).toBeGreaterThan(100);
  });
});

describe('the policy as it comes', () => {
  const backend = route({ heavy, light });
  testModels(backend, ['gpt2']);
  it('leaves a small model where calls cost little', () => {
    expect(defaultRoutePolicy.others.heavy.call).toBeGreaterThan(defaultRoutePolicy.others.light.call);
    expect(backend.report().details).toMatchObject({ heavyCalls: 0, moves: 0 });
  });
});

afterAll(() => {
  heavy.dispose();
  light.dispose();
});
