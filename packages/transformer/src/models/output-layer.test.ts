import {
  Embedding,
  encodeSafetensors,
  loadWeights,
  Module,
  ones,
  RandomGenerator,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  WeightsError,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { outputLayer, TiedLinear } from './output-layer.ts';

class Small extends Module {
  readonly wte: Embedding = new Embedding(5, 3);
  readonly lmHead: ReturnType<typeof outputLayer>;

  constructor(tied: boolean) {
    super();
    this.lmHead = outputLayer(this.wte, tied);
  }

  override forward(ids: Tensor): Tensor {
    return this.lmHead.forward(this.wte.forward(ids));
  }
}

const table = new RandomGenerator(1).normal([5, 3]);
const both = (other: Tensor): Promise<Uint8Array> =>
  encodeSafetensors([
    ['wte.weight', table],
    ['lm_head.weight', other],
  ]);

describe('outputLayer', () => {
  it('tied: one parameter with one gradient, of both uses', () => {
    const model = new Small(true).initialize(new RandomGenerator(2));
    expect(model.lmHead).toBeInstanceOf(TiedLinear);
    expect(model.parameterCount()).toBe(15);
    const { gradients } = valueAndGrad(model, () => sum(model.forward(tensor([4], { dtype: 'int32' }))));
    expect([...gradients.keys()]).toEqual(['wte.weight']);
    // Row 4 is read, and all rows are multiplied by it: the sum of all rows comes on top there.
    const numbers = model.wte.weight.value.dataSync();
    const gradient = gradients.get('wte.weight')?.dataSync() ?? [];
    for (let column = 0; column < 3; column++) {
      const read = numbers[4 * 3 + column] ?? 0;
      const all = [0, 1, 2, 3, 4].reduce((total, row) => total + (numbers[row * 3 + column] ?? 0), 0);
      expect(gradient[column]).toBeCloseTo(read, 5);
      expect(gradient[4 * 3 + column]).toBeCloseTo(read + all, 5);
    }
  });

  it.each(['wte.weight', 'lm_head.weight'])('tied: loads from %s alone', async (name) => {
    const model = new Small(true);
    await loadWeights(model, await encodeSafetensors([[name, table]]));
    expect(model.wte.weight.value.dataSync()).toEqual(table.dataSync());
  });

  it('tied: a file with both must have them equal', async () => {
    await loadWeights(new Small(true), await both(table));
    await expect(loadWeights(new Small(true), await both(ones([5, 3])))).rejects.toThrow(WeightsError);
  });

  it('of its own: two parameters', async () => {
    const model = new Small(false);
    await loadWeights(model, await both(ones([5, 3])));
    expect(model.parameterCount()).toBe(30);
    expect([...model.lmHead.forward(ones([1, 3])).dataSync()]).toEqual([3, 3, 3, 3, 3]);
  });
});
