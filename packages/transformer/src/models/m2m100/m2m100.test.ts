import { RandomGenerator, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { generateAll, padRows } from '../../generation/index.ts';
import { HfConfig } from '../hf-config.ts';
import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { worstDifference } from '../testing/golden.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { smallBartLike } from '../testing/small-bart-like.ts';
import { M2M100, M2M100Positions, m2m100WeightNames, readM2M100Config } from './index.ts';

describeSequenceParity('m2m100', {
  ...bartLikePaths,
  create: (config) => new M2M100(readM2M100Config(config)),
  weightNames: m2m100WeightNames,
});

const create = (change: object = {}): M2M100 =>
  new M2M100(readM2M100Config(new HfConfig({ ...smallBartLike, ...change }))).initialize(
    new RandomGenerator(1),
  );
const array = (x: Tensor) => ({ shape: x.shape, data: Float32Array.from(x.dataSync()) });

describe('M2M100', () => {
  it('a row padded on the left equals the row alone: positions pass over padding', () => {
    const model = create();
    const target = padRows([[2, 8, 9]], 1);
    const mask = tensor([0, 0, 1, 1, 1], { shape: [1, 1, 1, 5], dtype: 'bool' });
    const padded = model.forward(padRows([[1, 1, 4, 5, 2]], 1), target, mask);
    const alone = model.forward(padRows([[4, 5, 2]], 1), target);
    expect(worstDifference(padded, array(alone))).toBeLessThan(1e-5);
  });

  it('begins with the language that it is told', async () => {
    const model = create();
    for (const language of [11, 12]) {
      const [text] = await generateAll(model, [[4, 5, 2]], { forcedFirstId: language, maximumNewTokens: 3 });
      expect(text?.ids[0]).toBe(language);
    }
  });

  it('reads a text of any length', () => {
    const long = padRows([Array.from({ length: 70 }, (_, at) => 3 + (at % 20))], 1);
    expect(create({ max_position_embeddings: 16 }).forward(long, long).shape).toEqual([1, 70, 23]);
  });

  it('what it is where nothing is said', () => {
    expect(create().config).toMatchObject({
      activation: 'relu',
      embeddingScale: Math.sqrt(6),
      normFirst: true,
      padId: 1,
      startId: 2,
      endId: 2,
      logitsBias: false,
    });
  });
});

describe('M2M100Positions', () => {
  const positions = new M2M100Positions(6, 1);
  const at = (row: number): number[] => {
    const angles = [row, row / 100, row / 10_000];
    return [...angles.map(Math.sin), ...angles.map(Math.cos)];
  };

  it('count from padId + 1, behind what was seen; padding has zeros', () => {
    const rows = positions.forward(padRows([[1, 7, 1, 8]], 1), 5).dataSync();
    const expected = [Array<number>(6).fill(0), at(7), Array<number>(6).fill(0), at(8)].flat();
    for (const [index, value] of expected.entries()) expect(rows[index]).toBeCloseTo(value, 6);
  });

  it('are the same in a table that has grown', () => {
    const ids = padRows([[7, 8, 9]], 1);
    const before = [...positions.forward(ids, 0).dataSync()];
    positions.forward(ids, 200).dispose();
    expect([...positions.forward(ids, 0).dataSync()]).toEqual(before);
    positions.dispose();
    expect([...positions.forward(ids, 0).dataSync()]).toEqual(before);
  });

  it('an odd width ends with zeros', () => {
    const row = [...new M2M100Positions(5, 0).forward(padRows([[3]], 0), 0).dataSync()];
    expect(row.at(-1)).toBe(0);
    expect(row[0]).toBeCloseTo(Math.sin(1), 6);
  });
});
