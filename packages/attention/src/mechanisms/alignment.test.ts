import {
  add,
  concat,
  DTypeError,
  full,
  type Module,
  multiply,
  OptionError,
  observe,
  RandomGenerator,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  weightedValues,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AdditiveAttention,
  type Alignment,
  type AlignmentAttention,
  additiveScores,
  concatScores,
  dotProductScores,
  generalScores,
  LocalAttention,
  MultiplicativeAttention,
  maskFrom,
  normalizeScores,
  paddingMask,
  softmaxNormalizer,
} from '../index.ts';

const numbers = (x: Tensor): number[] => Array.from(x.dataSync());

function expectClose(actual: Tensor, expected: Tensor | readonly number[], digits = 6): void {
  const values = 'shape' in expected ? numbers(expected) : expected;
  expect(actual.size).toBe(values.length);
  for (const [index, value] of numbers(actual).entries()) {
    expect(value).toBeCloseTo(values[index] ?? Number.NaN, digits);
  }
}

/** Case 7: one query, two real keys and one of padding; one number to read at each. */
const query = tensor([1, 0], { shape: [1, 1, 1, 2] });
const keys = tensor([0, 1, 1, 1, 2, -1], { shape: [1, 1, 3, 2] });
const values = tensor([1, 2, 4], { shape: [1, 1, 3, 1] });
const identity = tensor([
  [1, 0],
  [0, 1],
]);
const vector = tensor([1, 2]);
const bothHalves = concat([identity, identity], { axis: 1 });
const general = tensor([
  [1, 2],
  [0, 1],
]);
const mask = paddingMask([2], 3);

describe('scores of Bahdanau et al. 2015 and Luong et al. 2015, by hand', () => {
  const read = (scores: Tensor, visible?: Tensor): number =>
    weightedValues(normalizeScores(softmaxNormalizer, scores, visible), values, visible).item();

  it('additive', () => {
    const scores = additiveScores(query, keys, vector);
    expectClose(scores, [2.2847825, 2.4872159, -0.5281336]);
    expectClose(normalizeScores(softmaxNormalizer, scores, mask), [0.4495638, 0.5504362, 0]);
    expect(read(scores, mask)).toBeCloseTo(1.5504362, 6);
    expect(read(scores)).toBeCloseTo(1.6148059, 6);
  });

  it('dot', () => {
    const scores = dotProductScores(query, keys, { scale: 1 });
    expectClose(scores, [0, 1, 2]);
    expect(read(scores, mask)).toBeCloseTo(1.7310586, 6);
  });

  it('general', () => expectClose(generalScores(query, keys, general), [2, 3, 0]));

  it('concat equals additive', () => {
    expectClose(concatScores(query, keys, bothHalves, vector), additiveScores(query, keys, vector), 7);
  });
});

function assign(module: Module, parameters: Readonly<Record<string, Tensor>>): void {
  for (const [path, parameter] of module.parameters()) {
    const value = parameters[path];
    if (value !== undefined) parameter.assign(value);
  }
}

/** The modules on case 7: a state holds its key and, as third number, what is read there. */
function caseSeven(): Record<string, { attention: AlignmentAttention; scores: number[]; context: number }> {
  const wide = (weight: Tensor): Tensor => concat([weight, zeros([2, 1])], { axis: 1 });
  const additive = new AdditiveAttention(3, 3, 2);
  assign(additive, {
    'qProj.weight': wide(identity),
    'kProj.weight': wide(identity),
    vector: add(vector, 0),
  });
  const dot = new MultiplicativeAttention(3, 3, { score: 'dot' });
  const withMatrix = new MultiplicativeAttention(3, 3, { score: 'general' });
  const matrix = tensor([
    [1, 2, 0],
    [0, 1, 0],
    [0, 0, 0],
  ]);
  assign(withMatrix, { 'kProj.weight': matrix });
  const concatenated = new MultiplicativeAttention(3, 3, { score: 'concat' });
  const square = (): Tensor => concat([wide(identity), zeros([1, 3])], { axis: 0 });
  assign(concatenated, { 'qProj.weight': square(), 'kProj.weight': square(), vector: tensor([1, 2, 0]) });
  return {
    additive: { attention: additive, scores: [2.2847825, 2.4872159], context: 1.5504362 },
    dot: { attention: dot, scores: [0, 1], context: 1.7310586 },
    general: { attention: withMatrix, scores: [2, 3], context: 1.7310586 },
    concat: { attention: concatenated, scores: [2.2847825, 2.4872159], context: 1.5504362 },
  };
}

describe.each(['additive', 'dot', 'general', 'concat'])('%s attention over a padded source', (name) => {
  const { attention, scores, context } = caseSeven()[name] ?? {};
  if (attention === undefined || scores === undefined || context === undefined) throw new Error(name);
  const queries = tensor([1, 0, 0], { shape: [1, 1, 3] });
  const real = [0, 1, 1, 1, 1, 2];
  const over = (padding: readonly number[]): Alignment => {
    const length = 2 + padding.length;
    const states = [...real, ...padding.flatMap((value) => [value, value, value])];
    const memory = tensor(states, { shape: [1, length, 3] });
    return attention.forward(queries, { memory, mask: paddingMask([2], length) });
  };

  it('gives the scores and the context of the paper', () => {
    const alone = over([]);
    expectClose(alone.scores, scores);
    expect(numbers(alone.context)[2]).toBeCloseTo(context, 6);
  });

  it('is changed by no number of padded keys, with NaN or 1e30 inside', () => {
    const alone = over([]);
    const padding = fc.array(fc.constantFrom(Number.NaN, 1e30, -1e30, Number.POSITIVE_INFINITY, 0, 7), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(padding, (hidden) => {
        const padded = over(hidden);
        expectClose(padded.context, alone.context, 6);
        const weights = numbers(padded.weights);
        expect(weights.slice(2)).toEqual(hidden.map(() => 0));
        expectClose(slice(padded.weights, { axis: 3, end: 2 }), alone.weights, 6);
      }),
      { numRuns: 30 },
    );
  });
});

const makers: Readonly<Record<string, () => AlignmentAttention>> = {
  additive: () => new AdditiveAttention(5, 7, 3),
  dot: () => new MultiplicativeAttention(7, 7, { score: 'dot' }),
  general: () => new MultiplicativeAttention(5, 7),
  concat: () => new MultiplicativeAttention(5, 7, { score: 'concat' }),
  'local-m': () => new LocalAttention(5, 7, { alignment: 'monotonic', window: 1 }),
  'local-p': () => new LocalAttention(5, 7, { alignment: 'predictive', window: 2, score: 'concat' }),
};

describe.each(Object.keys(makers))('laws of %s attention', (name) => {
  const generator = new RandomGenerator(11);
  const attention = makers[name]?.() ?? new AdditiveAttention(1, 1, 1);
  attention.initialize(generator);
  const width = name === 'dot' ? 7 : 5;
  const queries = generator.normal([3, 2, width]);
  const memory = generator.normal([3, 4, 7]);
  const lengths = [4, 2, 3];
  const padding = paddingMask(lengths, 4);
  const rowOf = (x: Tensor, row: number): Tensor => slice(x, { axis: 0, start: row, end: row + 1 });

  it('gives a padded batch what its rows give alone', () => {
    const batch = attention.forward(queries, { memory, mask: padding });
    for (const [row, length] of lengths.entries()) {
      const own = slice(rowOf(memory, row), { axis: 1, end: length });
      const alone = attention.forward(rowOf(queries, row), { memory: own });
      expectClose(rowOf(batch.context, row), alone.context);
      expectClose(slice(rowOf(batch.weights, row), { axis: 3, end: length }), alone.weights);
    }
  });

  it('gives one query after another, over a prepared memory, what it gives all together', () => {
    const together = attention.forward(queries, { memory, mask: padding });
    const prepared = attention.prepare(memory, padding);
    for (const position of [0, 1]) {
      const one = slice(queries, { axis: 1, start: position, end: position + 1 });
      const step = attention.forward(one, { memory: prepared, positions: position });
      expectClose(step.context, slice(together.context, { axis: 1, start: position, end: position + 1 }));
      expectClose(step.weights, slice(together.weights, { axis: 2, start: position, end: position + 1 }));
    }
  });

  it('gives finite gradients, the same whatever the padding holds', () => {
    if (name === 'dot') return;
    const gradientsWith = (hidden: number): readonly (readonly [string, number[]])[] => {
      const rows = Array.from({ length: 3 * 4 * 7 }, (_, at) => {
        const [row, place] = [Math.floor(at / 28), Math.floor(at / 7) % 4];
        return place < (lengths[row] ?? 0) ? Number(memory.dataSync()[at]) : hidden;
      });
      const states = tensor(rows, { shape: [3, 4, 7] });
      const { gradients } = valueAndGrad(attention, () => {
        const { context } = attention.forward(queries, { memory: states, mask: padding });
        return sum(multiply(context, context));
      });
      return [...gradients].map(([path, gradient]) => [path, numbers(gradient)]);
    };
    const plain = gradientsWith(0);
    expect(plain.flatMap(([, gradient]) => gradient).some((value) => value !== 0)).toBe(true);
    for (const hidden of [Number.NaN, 1e30]) expect(gradientsWith(hidden)).toEqual(plain);
  });

  it('gives zeros to a row with nothing to attend to', () => {
    const { context, weights } = attention.forward(queries, { memory, mask: paddingMask([4, 0, 3], 4) });
    expect(new Set([...numbers(rowOf(context, 1)), ...numbers(rowOf(weights, 1))])).toEqual(new Set([0]));
  });

  it('lets a mask differ from query to query, with NaN where none looks', () => {
    const look = maskFrom((position, key) => key <= position, 2, 4);
    const states = concat([slice(memory, { axis: 1, end: 2 }), full([3, 2, 7], Number.NaN)], { axis: 1 });
    const both = attention.forward(queries, { memory: states, mask: look });
    const first = attention.forward(slice(queries, { axis: 1, end: 1 }), {
      memory: slice(memory, { axis: 1, end: 1 }),
    });
    // What local-p expects of the number of states is the number that the query may see.
    expectClose(slice(both.context, { axis: 1, end: 1 }), first.context);
    expect(numbers(both.context).every(Number.isFinite)).toBe(true);
  });

  it.each([
    [0, 2, 4],
    [3, 0, 4],
    [3, 2, 0],
    [1, 1, 1],
  ])('keeps its shapes for batch %d, %d queries, %d keys', (batch, length, keyLength) => {
    const { context, weights, scores } = attention.forward(zeros([batch, length, width]), {
      memory: zeros([batch, keyLength, 7]),
    });
    expect(context.shape).toEqual([batch, length, 7]);
    expect(weights.shape).toEqual([batch, 1, length, keyLength]);
    expect(scores.shape).toEqual([batch, 1, length, keyLength]);
    expect(numbers(context).every((value) => value === 0)).toBe(true);
  });

  it('lets observers read and replace scores and weights', () => {
    const shapes: unknown[] = [];
    const blind = observe(
      attention,
      {
        scores: (scores) => void shapes.push(scores.shape),
        weights: (weights) => {
          shapes.push(weights.shape);
          return zeros(weights.shape);
        },
      },
      () => attention.forward(queries, { memory }).context,
    );
    expect(shapes).toEqual([
      [3, 1, 2, 4],
      [3, 1, 2, 4],
    ]);
    expect(new Set(numbers(blind))).toEqual(new Set([0]));
  });
});

describe('LocalAttention', () => {
  const generator = new RandomGenerator(2);

  it('looks at the window around the position and nowhere else (local-m)', () => {
    const attention = new LocalAttention(3, 3, { alignment: 'monotonic', window: 1, score: 'dot' });
    const { weights } = attention.forward(zeros([1, 2, 3]), { memory: zeros([1, 7, 3]), positions: 3 });
    const third = 1 / 3;
    expectClose(weights, [0, 0, third, third, third, 0, 0, 0, 0, 0, third, third, third, 0], 6);
    const beyond = attention.forward(zeros([1, 1, 3]), { memory: zeros([1, 7, 3]), positions: 8 });
    expect(new Set(numbers(beyond.weights))).toEqual(new Set([0]));
  });

  it('looks near the predicted place, less with distance, and not beyond the window (local-p)', () => {
    const attention = new LocalAttention(5, 5, { window: 2, score: 'dot' }).initialize(generator);
    const queries = generator.normal([2, 3, 5], 0, 2);
    const memory = zeros([2, 11, 5]);
    const rows = numbers(attention.forward(queries, { memory }).weights);
    const hidden = attention.positionProj?.forward(queries);
    const v = attention.positionVector?.value.dataSync() ?? [];
    for (let query = 0; query < 6; query++) {
      const h = Array.from(hidden?.dataSync().slice(query * 5, query * 5 + 5) ?? [], Number);
      const total = h.reduce((sumSoFar, value, index) => sumSoFar + Math.tanh(value) * Number(v[index]), 0);
      const centre = 11 / (1 + Math.exp(-total));
      const near = Array.from({ length: 11 }, (_, key) => Math.abs(key - centre) <= 2);
      const count = near.filter(Boolean).length;
      for (const [key, isNear] of near.entries()) {
        const gaussian = Math.exp(-((key - centre) ** 2) / (2 * 1 ** 2));
        expect(rows[query * 11 + key]).toBeCloseTo(isNear ? gaussian / count : 0, 5);
      }
    }
  });
});

describe('bad input', () => {
  const attention = new AdditiveAttention(3, 5, 2).initialize(new RandomGenerator(0));
  const queries = zeros([2, 1, 3]);
  const memory = zeros([2, 4, 5]);

  it('is refused by name', () => {
    expect(() => attention.forward(zeros([2, 3]), { memory })).toThrow('queries must be [2, L, width]');
    expect(() => attention.forward(zeros([1, 1, 3]), { memory })).toThrow('for a memory of batch 2');
    const forTwoQueries = maskFrom(() => true, 2, 4);
    expect(() => attention.forward(queries, { memory, mask: forTwoQueries })).toThrow('must be [2, 1, 1, 4]');
    const monotonic = new LocalAttention(5, 5, { alignment: 'monotonic', score: 'dot' });
    expect(() => monotonic.forward(memory, { memory, positions: tensor([1, 2]) })).toThrow(DTypeError);
    expect(() => monotonic.forward(memory, { memory, positions: -1 })).toThrow('whole number from 0');
    expect(() => attention.forward(queries, { memory: zeros([4, 5]) })).toThrow(ShapeError);
    expect(() => attention.forward(queries, { memory, mask: full([2, 1, 1, 4], 1) })).toThrow(DTypeError);
    expect(() => attention.forward(queries, { memory, mask: tensor([true]) })).toThrow(ShapeError);
    expect(() => attention.forward(queries, { memory, mask: paddingMask([2, 2], 3) })).toThrow(ShapeError);
    expect(() => new MultiplicativeAttention(3, 5, { score: 'dot' })).toThrow(
      "'dot' needs equal widths, got 3 and 5",
    );
    expect(() => new LocalAttention(3, 5, { window: 0 })).toThrow(OptionError);
    // @ts-expect-error an option of that name does not exist
    expect(() => new AdditiveAttention(3, 5, 2, { score: 'dot' })).toThrow('unknown option score');
  });
});
