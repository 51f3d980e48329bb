import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError, ShapeError } from '../../errors.ts';
import { valueAndGrad } from '../../gradient/grad.ts';
import { live } from '../../memory/live.ts';
import { concat } from '../../ops/concat.ts';
import { full, zeros } from '../../ops/full.ts';
import { multiply } from '../../ops/multiply.ts';
import { slice } from '../../ops/slice.ts';
import { stack } from '../../ops/stack.ts';
import { sum } from '../../ops/sum.ts';
import { tensor } from '../../ops/tensor.ts';
import { unstack } from '../../ops/unstack.ts';
import { where } from '../../ops/where.ts';
import { RandomGenerator } from '../../random/random-generator.ts';
import type { Tensor } from '../../tensor.ts';
import { loadWeights } from '../../weights/load-weights.ts';
import { GRU } from './gru.ts';
import { GRUCell } from './gru-cell.ts';
import { LSTM } from './lstm.ts';
import { LSTMCell } from './lstm-cell.ts';
import type { RecurrentState } from './recurrent-cell.ts';
import { torchRecurrentPath } from './torch-recurrent-path.ts';

const numbers = (x: Tensor | undefined): number[] => Array.from(x?.dataSync() ?? []);

function expectClose(actual: Tensor | undefined, expected: Tensor | undefined): void {
  expect(actual?.shape).toEqual(expected?.shape);
  const values = numbers(expected);
  for (const [index, value] of numbers(actual).entries()) {
    expect(value).toBeCloseTo(values[index] ?? Number.NaN, 6);
  }
}

/** Boolean [batch, longest]: the first tokens of each row. */
function firstOf(lengths: readonly number[], longest: number): Tensor {
  return tensor(
    lengths.map((length) => Array.from({ length: longest }, (_, place) => place < length)),
    { shape: [lengths.length, longest], dtype: 'bool' },
  );
}

const part = (x: Tensor, axis: number, start: number, end: number): Tensor => slice(x, { axis, start, end });

describe.each([
  ['GRU', GRU, GRUCell],
  ['LSTM', LSTM, LSTMCell],
] as const)('%s', (_, Network, Cell) => {
  const generator = new RandomGenerator(7);
  const network = new Network(3, 5, { layers: 2, bidirectional: true }).initialize(generator);

  it('gives a padded batch what its rows give alone', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(lengths, (given) => {
        const x = generator.normal([given.length, 4, 3]);
        const batch = network.forward(x, { mask: firstOf(given, 4) });
        for (const [row, length] of given.entries()) {
          const alone = network.forward(part(part(x, 0, row, row + 1), 1, 0, length));
          expectClose(part(part(batch.output, 0, row, row + 1), 1, 0, length), alone.output);
          const rest = part(part(batch.output, 0, row, row + 1), 1, length, 4);
          expect(numbers(rest).every((value) => value === 0)).toBe(true);
          expectClose(part(batch.state.hidden, 1, row, row + 1), alone.state.hidden);
          if (batch.state.cell) expectClose(part(batch.state.cell, 1, row, row + 1), alone.state.cell);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('takes no notice of what padding holds, NaN even, in values and gradients', () => {
    const mask = firstOf([2, 4], 4);
    const real = generator.normal([2, 4, 3]);
    const results = [0, Number.NaN, 1e30].map((hidden) => {
      const flags = tensor(numbers(mask), { shape: [2, 4, 1], dtype: 'bool' });
      const x = where(flags, real, full([2, 4, 3], hidden));
      const { value, gradients } = valueAndGrad(network, () => {
        const { output } = network.forward(x, { mask });
        return sum(multiply(output, output));
      });
      return [value.item(), ...[...gradients.values()].flatMap(numbers)];
    });
    expect(results[0]?.every(Number.isFinite)).toBe(true);
    for (const result of results) expect(result).toEqual(results[0]);
  });

  it('takes masks of attention too, and left padding', () => {
    const x = generator.normal([2, 3, 3]);
    const flat = tensor([
      [false, true, true],
      [true, true, true],
    ]);
    const wide = tensor([false, true, true, true, true, true], { shape: [2, 1, 1, 3], dtype: 'bool' });
    const left = network.forward(x, { mask: flat });
    expectClose(network.forward(x, { mask: wide }).output, left.output);
    const alone = network.forward(part(part(x, 0, 0, 1), 1, 1, 3));
    expectClose(part(part(left.output, 0, 0, 1), 1, 1, 3), alone.output);
  });

  it('goes on from the state of an earlier run', () => {
    const oneWay = new Network(3, 5, { layers: 2 }).initialize(generator);
    const x = generator.normal([2, 7, 3]);
    const whole = oneWay.forward(x);
    const first = oneWay.forward(part(x, 1, 0, 3));
    const second = oneWay.forward(part(x, 1, 3, 7), { state: first.state });
    expectClose(concat([first.output, second.output], { axis: 1 }), whole.output);
    expectClose(second.state.hidden, whole.state.hidden);
    expectClose(second.state.cell, whole.state.cell);
  });

  it('is its cells step by step, forward and backward', () => {
    const oneLayer = new Network(3, 5, { bidirectional: true }).initialize(generator);
    const [layer] = oneLayer.layers;
    const x = generator.normal([2, 4, 3]);
    const run = (cell: GRUCell | LSTMCell | undefined, steps: readonly Tensor[]): Tensor[] => {
      const hidden: Tensor[] = [];
      let state: RecurrentState | undefined;
      for (const step of steps) {
        state = cell?.forward(step, state);
        if (state) hidden.push(state.hidden);
      }
      return hidden;
    };
    const steps = unstack(x, { axis: 1 });
    const ahead = run(layer?.forwardCell, steps);
    const back = run(layer?.backwardCell, [...steps].reverse()).reverse();
    const { output, state } = oneLayer.forward(x);
    expectClose(output, concat([stack(ahead, { axis: 1 }), stack(back, { axis: 1 })], { axis: 2 }));
    expectClose(state.hidden, stack([ahead.at(-1) ?? x, back[0] ?? x], { axis: 0 }));
  });

  it.each([
    [0, 4],
    [2, 0],
    [1, 1],
  ])('keeps its shapes for batch %d, length %d', (batch, length) => {
    const { output, state } = network.forward(zeros([batch, length, 3]));
    expect(output.shape).toEqual([batch, length, 10]);
    expect(state.hidden.shape).toEqual([4, batch, 5]);
    const masked = network.forward(zeros([batch, length, 3]), { mask: full([batch, length], 1, 'bool') });
    expect(masked.output.shape).toEqual([batch, length, 10]);
  });

  it('drops outputs between layers, in training alone', () => {
    const x = generator.normal([2, 4, 3]);
    const make = (layers: number): GRU | LSTM =>
      new Network(3, 5, { layers, dropout: 0.5, generator: new RandomGenerator(1) }).initialize(
        new RandomGenerator(2),
      );
    const two = make(2);
    const still = numbers(two.forward(x).output);
    expect(numbers(two.forward(x).output)).toEqual(still);
    expect(numbers(two.train().forward(x).output)).not.toEqual(still);
    const one = make(1);
    expect(numbers(one.train().forward(x).output)).toEqual(numbers(one.eval().forward(x).output));
  });

  it('starts from numbers in ±1/√hidden', () => {
    const cell = new Cell(11, 16).initialize(generator);
    for (const parameter of cell.parameters().values()) {
      const values = numbers(parameter.value);
      const largest = Math.max(...values.map(Math.abs));
      expect(largest).toBeLessThanOrEqual(0.25);
      expect(largest).toBeGreaterThan(0.2);
    }
  });

  it('returns to the first figure of memory', () => {
    const x = generator.normal([2, 4, 3]);
    const before = live();
    const { output, state } = network.forward(x);
    for (const made of [output, state.hidden, state.cell]) made?.dispose();
    expect(live()).toEqual(before);
  });

  it('refuses what does not fit, by name', () => {
    const x = zeros([2, 4, 3]);
    const refused = [
      () => new Network(3, 0),
      () => new Network(3, 5, { layers: 0 }),
      () => new Network(3, 5, { dropout: 2 }),
    ];
    for (const make of refused) expect(make).toThrow(OptionError);
    expect(() => network.forward(zeros([2, 3]))).toThrow(
      'the input must be [batch, length, width], got [2, 3]',
    );
    expect(() => network.forward(zeros([2, 4, 7]))).toThrow(ShapeError);
    expect(() => network.forward(x, { mask: firstOf([1, 2, 3], 4) })).toThrow('must be boolean [2, 4]');
    expect(() => network.forward(x, { mask: full([2, 4], 1) })).toThrow('got float32 [2, 4]');
    expect(() => network.forward(x, { state: { hidden: zeros([2, 2, 5]) } })).toThrow('must be [4, 2, 5]');
    // @ts-expect-error an option of that name does not exist
    expect(() => network.forward(x, { length: [1, 2] })).toThrow('unknown option length');
    expect(() => new Cell(3, 5).forward(x)).toThrow("a step's input must be [batch, width]");
  });
});

describe('LSTM', () => {
  it('asks for the memory cell beside the hidden state', () => {
    const cell = new LSTMCell(3, 5).initialize(new RandomGenerator(0));
    expect(() => cell.forward(zeros([1, 3]), { hidden: zeros([1, 5]) })).toThrow('must hold a memory cell');
  });
});

describe('torchRecurrentPath', () => {
  it('loads a checkpoint of PyTorch', async () => {
    const file = new URL(
      '../../../../../fixtures/recurrent/gru-two-layers-lengths.safetensors',
      import.meta.url,
    );
    const network = new GRU(7, 3, { layers: 2, bidirectional: true });
    const report = await loadWeights(network, new Uint8Array(readFileSync(file)), {
      rename: (name) => (name.startsWith('weight.') ? torchRecurrentPath(name.slice(7)) : undefined),
    });
    expect(report).toEqual({ loaded: 16, missing: [], extra: [] });
  });
});
