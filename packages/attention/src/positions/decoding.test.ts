import {
  add,
  argmax,
  concat,
  cpu,
  Embedding,
  linear,
  Module,
  RandomGenerator,
  slice,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import {
  AlibiPositions,
  KeyValueCache,
  LearnedPositions,
  MultiHeadAttention,
  type PositionScheme,
  RelativePositionBias,
  RotaryPositions,
  RotaryPositions2d,
  SinusoidalPositions,
} from '../index.ts';

const width = 8;
const vocabulary = 13;

/** Positions that are added to embeddings, or known to attention. */
interface Order {
  readonly added?: LearnedPositions | SinusoidalPositions;
  readonly scheme?: PositionScheme;
}

/** Two layers of attention, each added to what it read, between an embedding and its transpose. */
class Decoder extends Module {
  readonly embedding = new Embedding(vocabulary, width);
  readonly added: LearnedPositions | SinusoidalPositions | undefined;
  readonly layers: readonly MultiHeadAttention[];

  constructor({ added, scheme }: Order) {
    super();
    this.added = added;
    const layer = (): MultiHeadAttention =>
      new MultiHeadAttention(width, 2, scheme === undefined ? {} : { positions: scheme });
    this.layers = [layer(), layer()];
  }

  override forward(ids: Tensor, caches: readonly KeyValueCache[] = []): Tensor {
    const offset = caches[0]?.position ?? 0;
    const tokens = this.embedding.forward(ids);
    let states =
      this.added === undefined ? tokens : add(tokens, this.added.forward(ids.shape[1] ?? 0, { offset }));
    for (const [index, layer] of this.layers.entries()) {
      states = add(states, layer.forward(states, { causal: true, cache: caches[index] }));
    }
    return linear(states, this.embedding.weight);
  }
}

const orders: readonly (readonly [name: string, make: () => Order])[] = [
  ['no positions', () => ({})],
  ['sinusoidal', () => ({ added: new SinusoidalPositions(width) })],
  [
    'learned',
    () => ({ added: new LearnedPositions(9, width, { initializer: (shape, g) => g.normal(shape) }) }),
  ],
  ['RoPE, halves', () => ({ scheme: new RotaryPositions(4) })],
  [
    'RoPE, neighbours, partial',
    () => ({ scheme: new RotaryPositions(4, { pairs: 'neighbours', rotaryDimension: 2 }) }),
  ],
  ['RoPE in two dimensions', () => ({ scheme: new RotaryPositions2d(4, { columns: 4 }) })],
  ['ALiBi', () => ({ scheme: new AlibiPositions(2) })],
  [
    'T5',
    () => ({ scheme: new RelativePositionBias(2, { bidirectional: false, buckets: 4, maxDistance: 6 }) }),
  ],
];

const ids = tensor([[3, 1, 4, 1, 5, 9, 2, 6, 5]], { dtype: 'int32' });
const made = (make: () => Order): Decoder => new Decoder(make()).initialize(new RandomGenerator(17));
const read = (x: Tensor): number[] => [...x.dataSync()];

function inPieces(decoder: Decoder, lengths: readonly number[]): Tensor {
  using first = new KeyValueCache();
  using second = new KeyValueCache();
  let start = 0;
  const pieces = lengths.map((length) => {
    const piece = slice(ids, { axis: 1, start, end: start + length });
    start += length;
    return decoder.forward(piece, [first, second]);
  });
  return concat(pieces, { axis: 1 });
}

describe.each(orders)('case 1: 9 tokens of a decoder of 2 layers, %s', (name, make) => {
  const decoder = made(make);
  const whole = decoder.forward(ids);

  it.each([[[9]], [[1, 1, 1, 1, 1, 1, 1, 1, 1]], [[4, 1, 4]], [[3, 6]]])(
    'in pieces of %j equal one call',
    (cuts) => {
      const logits = inPieces(decoder, cuts);
      expect(worstDifference(logits, whole)).toBeLessThan(1e-5);
      expect(read(argmax(logits))).toEqual(read(argmax(whole)));
    },
  );

  it('the order of tokens counts, where it should', () => {
    const swapped = tensor([[1, 3, 4, 1, 5, 9, 2, 6, 5]], { dtype: 'int32' });
    const last = { axis: 1, start: 8 };
    const change = worstDifference(slice(decoder.forward(swapped), last), slice(whole, last));
    // Without positions, causal attention still tells orders apart from the second layer on, but only a little.
    expect(change).toBeGreaterThan(name === 'no positions' ? 0 : 1e-4);
  });

  it('greedy text is the same with and without the cache', () => {
    using first = new KeyValueCache();
    using second = new KeyValueCache();
    const pick = (logits: Tensor): number => read(argmax(logits)).at(-1) ?? Number.NaN;
    const row = (text: readonly number[]): Tensor => tensor([[...text]], { dtype: 'int32' });
    const plain = [3, 1, 4];
    const cached = [3, 1, 4];
    let next = row(cached);
    for (let step = 0; step < 6; step++) {
      plain.push(pick(decoder.forward(row(plain))));
      cached.push(pick(decoder.forward(next, [first, second])));
      next = row(cached.slice(-1));
    }
    expect(cached).toEqual(plain);
  });

  it('case 9: one token, no token, no row', () => {
    const one = slice(ids, { axis: 1, end: 1 });
    expect(worstDifference(inPieces(decoder, [1]), decoder.forward(one))).toBeLessThan(1e-6);
    expect(read(decoder.forward(one)).every(Number.isFinite)).toBe(true);
    expect(decoder.forward(tensor([], { shape: [2, 0], dtype: 'int32' })).shape).toEqual([2, 0, vocabulary]);
    expect(decoder.forward(tensor([], { shape: [0, 3], dtype: 'int32' })).shape).toEqual([0, 3, vocabulary]);
  });
});

it('tables and biases follow the heads to their backend', () => {
  const other: typeof cpu = { ...cpu, name: 'other' };
  const x = new RandomGenerator(1).normal([1, 2, 3, 4]);
  const there = to(x, other);
  const ids = tensor([[5, 0, 2]], { dtype: 'int32' });
  for (const scheme of [new RotaryPositions(4), new RotaryPositions2d(4, { columns: 2 })]) {
    for (const positions of [7, ids]) {
      const here = read(scheme.rotate(x, positions));
      const rotated = scheme.rotate(there, positions);
      expect(rotated.backend).toBe(other);
      expect(read(rotated)).toEqual(here);
    }
  }
  for (const scheme of [
    new AlibiPositions(2),
    new RelativePositionBias(2).initialize(new RandomGenerator(1)),
  ]) {
    const bias = scheme.bias([1, 2], [0, 1, 2], there);
    expect(bias.backend).toBe(other);
    expect(read(bias)).toEqual(read(scheme.bias([1, 2], [0, 1, 2], x)));
  }
});
