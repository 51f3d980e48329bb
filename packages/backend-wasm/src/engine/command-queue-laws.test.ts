import {
  add,
  linear,
  matmul,
  max,
  multiply,
  RandomGenerator,
  reshape,
  scaledDotProductAttention,
  slice,
  softmax,
  type Tensor,
  tanh,
  tensor,
  tidy,
  transpose,
  use,
  writeInto,
} from '@heed/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';
import { CommandQueue } from './command-queue.ts';

/** Of two square matrices and a number. */
type Operation = (a: Tensor, b: Tensor, at: number) => Tensor;

const asHead = (x: Tensor): Tensor => reshape(x, [1, 1, ...x.shape]);

const operations: readonly Operation[] = [
  add,
  multiply,
  (a, _, at) => add(a, at / 8),
  (a) => softmax(a),
  (a) => transpose(a, [1, 0]),
  (a, b) => tanh(matmul(a, b)),
  (a, b) => tanh(linear(a, b, undefined, { activation: 'silu', residual: b })),
  (a, b) => reshape(scaledDotProductAttention(asHead(a), asHead(b), asHead(b)), a.shape),
  (a, b) => add(a, max(b, { axis: 0 })),
  // Uploaded into memory that may have been given back a moment ago.
  ({ shape, size }, _, at) => tensor(new Float32Array(size).fill(at / 16), { shape }),
  // A row of b in place among those of a.
  (a, b, at) => {
    const [rows = 1] = a.shape;
    const start = at % rows;
    writeInto(a, slice(b, { axis: 0, start, end: start + 1 }), { axis: 0, start: (at >> 2) % rows });
    return add(a, b);
  },
];

/** Once in ten times: what ends the queue is rare. */
const rarely = fc.nat(9).map((draw) => draw === 0);

const step = fc.record({
  operation: fc.nat(operations.length - 1),
  operands: fc.tuple(fc.nat(99), fc.nat(99)),
  at: fc.nat(999),
  isAtOnce: rarely,
  isRead: rarely,
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Runs the steps on a handful of matrices; all that was read. */
function run(steps: readonly Step[], size: number, isAtOnce: (step: Step) => boolean): Float32Array[] {
  const sleepers = vi.spyOn(CommandQueue.prototype, 'sleepers', 'get');
  return tidy(() => {
    const generator = new RandomGenerator(5);
    const held = Array.from({ length: 4 }, () => generator.normal([size, size], 0, 1));
    const reads: Float32Array[] = [];
    const read = (x: Tensor): void => void reads.push(Float32Array.from(x.dataSync()));
    for (const one of steps) {
      sleepers.mockReturnValue(isAtOnce(one) ? 99 : 0);
      const [a, b] = one.operands.map((place) => held[place % held.length]);
      const made = a && b && tidy(() => operations[one.operation]?.(a, b, one.at));
      if (made === undefined) throw new Error('no such step');
      if (one.isRead) read(made);
      for (const dropped of held.splice(one.at % held.length, 1, made)) dropped.dispose();
    }
    for (const x of held) read(x);
    return reads;
  });
}

describe.each([2, 3])('%i threads', (threads) => {
  let backend: WasmBackend;
  let before: Parameters<typeof use>[0];
  beforeAll(async () => {
    backend = await wasm({ threads });
    before = use(backend);
  });
  afterAll(() => {
    vi.restoreAllMocks();
    use(before);
    backend.dispose();
  });

  it('which calls are left to workers changes no bit and keeps no memory', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(2, 7, 130), (steps, size) => {
        expect(run(steps, size, ({ isAtOnce }) => isAtOnce)).toEqual(run(steps, size, () => true));
        expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 });
      }),
      { numRuns: 40 },
    );
  });
});
