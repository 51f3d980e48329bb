import * as h from '@heed/core';
import { expect } from 'vitest';
import type { Inputs } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

const options = { rate: 0.01, beta1: 0.9, beta2: 0.98, epsilon: 1e-9 };

function stateOf(x: Inputs, size: number): Omit<h.AdamWInput, 'weightDecay' | 'step'> {
  return {
    parameter: x.float(size),
    gradient: x.float(size),
    firstMoment: x.float(size),
    secondMoment: x.positive(size),
  };
}

/** An update of parameters of these sizes, each with its own decay and step. */
function update(x: Inputs, sizes: readonly number[]): readonly h.Tensor[] {
  const parameters = sizes.map((size, at) => ({ ...stateOf(x, size), weightDecay: 0.1 * at, step: at + 1 }));
  return h
    .adamwUpdate(parameters, options)
    .flatMap(({ parameter, firstMoment, secondMoment }) => [parameter, firstMoment, secondMoment]);
}

testKernels({
  adamwUpdate: {
    'one parameter': (x) => update(x, [8199]),
    'parameters of many sizes': (x) => update(x, [7, 8192, 1, 0, 16_411, 3]),
    'in place, step after step': (x) => {
      let state = stateOf(x, 4099);
      const bytes = h.live().map((count) => count.bytes);
      for (let step = 1; step <= 3; step++) {
        const [next] = h.adamwUpdate(
          [{ ...state, gradient: state.gradient, weightDecay: 0.1, step }],
          options,
        );
        if (next === undefined) throw new Error('nothing was updated');
        for (const name of ['parameter', 'firstMoment', 'secondMoment'] as const) state[name].dispose();
        state = { ...next, gradient: state.gradient };
      }
      expect(h.live().map((count) => count.bytes)).toEqual(bytes);
      return [state.parameter, state.firstMoment, state.secondMoment];
    },
    'gradients whose squares overflow': () => {
      const state = {
        parameter: h.tensor([0.5, 1, -2, 3, 4]),
        gradient: h.tensor([1e20, 1e30, -1e-30, -3e38, 2]),
        firstMoment: h.zeros([5]),
        secondMoment: h.zeros([5]),
      };
      const [next] = h.adamwUpdate([{ ...state, weightDecay: 0.1, step: 1 }], options);
      return next === undefined ? [] : [next.parameter, next.firstMoment, next.secondMoment];
    },
    'what others hold stays': (x) => {
      const state = stateOf(x, 11);
      const twin = h.reshape(state.parameter, [11, 1]);
      const next = h.adamwUpdate([{ ...state, weightDecay: 0, step: 1 }], options);
      return [twin, ...next.map(({ parameter }) => parameter)];
    },
  },
  dropout: {
    'the same places as the reference': (x) => [
      h.dropout(x.float(3, 5479), { rate: 0.3, generator: new h.RandomGenerator(5), training: true }),
    ],
    'fewer than a block': (x) => [
      h.dropout(x.float(7), { rate: 0.5, generator: new h.RandomGenerator(2 ** 40 + 3), training: true }),
    ],
  },
});
