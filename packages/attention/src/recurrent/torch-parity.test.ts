import {
  keep,
  multiply,
  observe,
  sum,
  type Tensor,
  tensor,
  toCamelCase,
  torchRecurrentPath,
  valueAndGrad,
} from '@heed/core';
import { expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, loadFloat64, need } from '../../../../fixtures/golden-module.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import { paddingMask, RecurrentEncoderDecoder, type RecurrentEncoderDecoderConfig } from '../index.ts';

const sizes = {
  vocabularySize: 11,
  embeddingWidth: 5,
  hiddenWidth: 6,
  dropout: 0,
  padId: 0,
  startId: 1,
  endId: 2,
};

it.each([
  ['gru-none', { cell: 'gru', attention: 'none' }],
  ['gru-additive', { cell: 'gru', attention: 'additive' }],
  ['lstm-additive', { cell: 'lstm', attention: 'additive' }],
  ['lstm-general', { cell: 'lstm', attention: 'general' }],
  ['gru-general-no-feeding', { cell: 'gru', attention: 'general', inputFeeding: false }],
] satisfies [string, Pick<RecurrentEncoderDecoderConfig, 'cell' | 'attention' | 'inputFeeding'>][])(
  'RecurrentEncoderDecoder is the model of the papers, as PyTorch computes it: %s',
  (name, kind) => {
    const golden = readGolden(`recurrent/model-${name}.safetensors`);
    const model = new RecurrentEncoderDecoder({ ...sizes, ...kind });
    loadFloat64(model, (path) => need(parametersOf(golden, /^weight\.(.*)$/), path));
    const [source, target] = ['source', 'target'].map((key) => ids(need(golden, key)));
    if (source === undefined || target === undefined) throw new Error('no ids');
    const mask = paddingMask(Array.from(need(golden, 'lengths').data), 5);

    const maps: Tensor[] = [];
    const watch = { 'attention.weights': (seen: Tensor) => void maps.push(keep(seen)) };
    const run = (): Tensor => model.forward(source, target, mask);
    const logits = kind.attention === 'none' ? run() : observe(model, watch, run);
    expect(worstDifference(logits, need(golden, 'logits.f64'))).toBeLessThan(1e-12);
    expect(maps.length).toBe(golden.has('weights.f64') ? 1 : 0);
    for (const weights of maps) {
      expect(weights.shape).toEqual([2, 1, 3, 5]);
      expect(worstDifference(weights, need(golden, 'weights.f64'))).toBeLessThan(1e-12);
    }

    const upstream = float64(need(golden, 'upstream'));
    const loss = (): Tensor => sum(multiply(run(), upstream));
    const expected = parametersOf(golden, /^grad\.weight\.(.*)\.f64$/);
    const { gradients } = valueAndGrad(model, loss);
    expect([...gradients.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [path, gradient] of gradients) {
      expect(worstDifference(gradient, need(expected, path)), path).toBeLessThan(1e-12);
    }
  },
);

/** The arrays whose name the pattern finds, under our paths. */
function parametersOf(golden: ReadonlyMap<string, GoldenArray>, pattern: RegExp): Map<string, GoldenArray> {
  const found = new Map<string, GoldenArray>();
  for (const [key, array] of golden) {
    const name = pattern.exec(key)?.[1];
    if (name !== undefined) found.set(toCamelCase(torchRecurrentPath(name)), array);
  }
  return found;
}

function ids({ data, shape }: GoldenArray): Tensor {
  return tensor(data, { shape, dtype: 'int32' });
}
