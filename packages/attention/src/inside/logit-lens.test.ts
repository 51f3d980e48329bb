import { layerNorm, linear, OptionError, slice, squeeze, type Tensor, zeros } from '@heed/core';
import { expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { logitLens } from '../index.ts';

parity(
  {
    mechanism: 'Logit lens',
    paper: 'nostalgebraist 2020',
    file: 'inside/logit-lens.ts',
    reference: 'float64 NumPy',
    tolerance: 1e-12,
  },
  () => {
    const golden = readGolden('inside/lens.safetensors');
    const read = (name: string): Tensor => float64(need(golden, name));
    const layers = [0, 1, 2].map((start) =>
      squeeze(slice(read('states'), { axis: 0, start, end: start + 1 }), { axis: 0 }),
    );
    const lens = logitLens(layers, (states) =>
      linear(layerNorm(states, read('weight'), read('bias')), read('unembedding')),
    );
    expect(lens.shape).toEqual([3, 2, 5, 11]);
    return worstDifference(lens, need(golden, 'logits'));
  },
);

it('needs states', () => {
  expect(() => logitLens([], (states) => states)).toThrow(OptionError);
  expect(logitLens([zeros([0, 3, 5])], (states) => states).shape).toEqual([1, 0, 3, 5]);
});
