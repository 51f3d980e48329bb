import {
  add,
  BackendError,
  embedding,
  grad,
  linear,
  matmul,
  multiply,
  ones,
  pad,
  RandomGenerator,
  scaledDotProductAttention,
  softmax,
  sum,
  Tensor,
  tensor,
  tidy,
  use,
  writeInto,
  zeros,
} from '@heed/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';
import type { Block } from './block.ts';
import { CommandQueue } from './command-queue.ts';
import { Engine } from './engine.ts';
import { queue } from './layout.ts';

let backend: WasmBackend;
let before: Parameters<typeof use>[0];

/** Whether calls are left to workers from now on, or run at once. */
function leave(toWorkers: boolean): void {
  vi.spyOn(CommandQueue.prototype, 'sleepers', 'get').mockReturnValue(toWorkers ? 0 : 99);
}

describe.each([2, 3])('%i threads', (threads) => {
  beforeEach(async () => {
    backend = await wasm({ threads });
    before = use(backend);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    use(before);
    backend.dispose();
  });

  /** The same computation left to workers and at once. */
  function bothWays(compute: () => Tensor): readonly [Float32Array, Float32Array] {
    const run = (toWorkers: boolean): Float32Array => {
      leave(toWorkers);
      return tidy(() => Float32Array.from(compute().dataSync()));
    };
    return [run(true), run(false)];
  }

  it('gives the same bits as calls that run at once', () => {
    const [left, right] = bothWays(() => {
      const generator = new RandomGenerator(7);
      const x = generator.normal([1, 3, 37, 16], 0, 1);
      const weight = generator.normal([29, 16], 0, 1);
      const loss = (w: Tensor): Tensor => {
        const attended = scaledDotProductAttention(x, x, x, { causal: true });
        return sum(multiply(softmax(linear(attended, w)), 3));
      };
      return grad(loss)(weight)[0] ?? zeros([0]);
    });
    expect(left).toEqual(right);
    expect(left.some((value) => value !== 0)).toBe(true);
  });

  it('takes more commands than it has room for', () => {
    const steps = 5000;
    const [left, right] = bothWays(() => {
      let x = ones([3]);
      for (let step = 0; step < steps; step++) x = tidy(() => add(x, step % 7));
      return x;
    });
    expect(left).toEqual(right);
    const total = Array.from({ length: steps }, (_, step) => step % 7).reduce((a, b) => a + b, 1);
    expect([...left]).toEqual([total, total, total]);
  });

  it('writes into memory that was given back only when nothing reads it any more', () => {
    leave(true);
    const size = 256;
    const weight = ones([size, size]);
    const products = Array.from({ length: 20 }, (_, round) => {
      // Uploaded into the memory of the round before, whose product may not have run yet.
      const x = tensor(new Float32Array(size * size).fill(round), { shape: [size, size] });
      const product = matmul(x, weight);
      x.dispose();
      return product;
    });
    for (const [round, product] of products.entries()) {
      expect(new Set(product.dataSync())).toEqual(new Set([round * size]));
    }
  });

  it('checks ids as they are once all that was left to workers has run', () => {
    leave(true);
    const table = ones([3, 2]);
    const far = tensor([7], { dtype: 'int32' });
    const ids = tensor([0, 1], { dtype: 'int32' });
    expect(embedding(table, ids).shape).toEqual([2, 2]);
    writeInto(ids, far, { axis: 0, start: 1 });
    expect(() => embedding(table, ids)).toThrow(/7/);
    const padded = pad(multiply(far, 1), { axis: 0, before: 1, value: 2 });
    expect(() => embedding(table, padded)).toThrow(/7/);
  });

  describe('when a kernel fails', () => {
    /** Leaves a kernel to workers that reads beyond memory: every thread that claims a tile of it traps. */
    function failLater(size = 40_000): Tensor {
      const spec = { shape: [size], dtype: 'float32' } as const;
      const source = zeros(spec.shape);
      const buffer: Block = Object.create(source.buffer as Block, { address: { value: 4_294_900_000 } });
      const [made] = backend.kernels.get('exp')?.([{ ...spec, buffer }], {}, [spec]) ?? [];
      source.dispose();
      return Tensor.fromBuffer(backend, made, spec.shape, spec.dtype);
    }

    it('names it where its result is waited for, refuses what was lost, keeps what was not, and goes on', () => {
      leave(true);
      const kept = add(ones([3]), 1);
      expect([...kept.dataSync()]).toEqual([2, 2, 2]);
      const rows = zeros([1, 1, 4, 2]);
      rows.dataSync();
      const row = ones([1, 1, 1, 2]);
      const failed = failLater();
      const later = add(kept, 1);
      writeInto(rows, row, { axis: 2, start: 1 });
      expect(() => later.dataSync()).toThrow(BackendError);
      for (const lost of [failed, later, rows]) {
        expect(() => lost.dataSync()).toThrow(/lost when a kernel failed/);
        expect(() => add(lost, 1)).toThrow(/lost when a kernel failed/);
      }
      expect([...add(kept, 2).dataSync()]).toEqual([4, 4, 4]);
      expect(new Set(matmul(ones([200, 200]), ones([200, 200])).dataSync())).toEqual(new Set([200]));
    });

    it('says so at the next call at once too', () => {
      leave(true);
      failLater();
      leave(false);
      expect(() => ones([3])).toThrow(/unary failed on one of the threads/);
      expect([...ones([2]).dataSync()]).toEqual([1, 1]);
    });

    it('frees what was held', () => {
      leave(true);
      ones([1]).dataSync();
      const held = backend.memory();
      expect(() => tidy(() => failLater().dataSync())).toThrow(/unary failed/);
      expect(() => tidy(() => failLater() && tensor([1, 2, 3]))).toThrow(/unary failed/);
      expect(backend.memory()).toEqual(held);
    });

    it('writes neither into what was lost nor from it', () => {
      leave(true);
      const rows = zeros([4]);
      const row = ones([1]);
      for (const made of [rows, row]) made.dataSync();
      const failed = failLater();
      const lost = add(row, 1);
      writeInto(rows, row, { axis: 0, start: 1 });
      expect(() => failed.dataSync()).toThrow(/unary failed/);
      expect(() => writeInto(rows, row, { axis: 0, start: 2 })).toThrow(/lost when a kernel failed/);
      expect(() => rows.dataSync()).toThrow(/lost when a kernel failed/);
      expect(() => writeInto(row, lost, { axis: 0, start: 0 })).toThrow(/lost when a kernel failed/);
      expect([...row.dataSync()]).toEqual([1]);
    });

    it('passes by several that fail before anyone waits', () => {
      leave(true);
      const buffer: Block = Object.create(ones([1]).buffer as Block, { address: { value: 4_294_900_000 } });
      const spec = { shape: [40], dtype: 'float32' } as const;
      const exp = backend.kernels.get('exp');
      for (let times = 0; times < 3; times++) exp?.([{ ...spec, buffer }], {}, [spec]);
      expect(() => backend.finish?.()).toThrow(/unary failed/);
      expect([...add(ones([2]), 1).dataSync()]).toEqual([2, 2]);
    });

    it('does not wait for the tiles that were given up when the next one fails', () => {
      leave(true);
      expect(() => failLater(400_000).dataSync()).toThrow(/unary failed/);
      expect(() => failLater(40).dataSync()).toThrow(/unary failed/);
      expect([...add(ones([2]), 1).dataSync()]).toEqual([2, 2]);
    });
  });

  it('ends an epilogue whose end found no room and a failure', async () => {
    leave(true);
    const engine = await Engine.start({ simd: 'plain', memory: 'shared' }, threads);
    const [x, w, y] = [engine.allocate(4), engine.allocate(4), engine.allocate(4)];
    const spec = { shape: [1], dtype: 'float32' } as const;
    engine.place(x, spec).fill(-1);
    engine.place(w, spec).fill(3);
    engine.begin();
    // Commands of 5, 5, 6 and 4 slots, which fill the queue to the last one.
    engine.exports.unary(1, 4_294_900_000, y.address, 1);
    engine.exports.beginEpilogue(8, y.address, 0, 0);
    engine.exports.operand(0, x.address, 0, 0, 0);
    for (let left = queue.slots - 16; left > 0; left -= 4) engine.exports.fillWords(y.address, 1, 0);
    expect(() => engine.exports.endEpilogue()).toThrow(/unary failed/);
    engine.begin();
    engine.rewrite(y);
    engine.exports.matmul(x.address, w.address, y.address, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0);
    expect([...engine.view(y, spec)]).toEqual([-3]);
    engine.dispose();
  });

  it('is not usable after its end', () => {
    leave(true);
    const x = add(ones([3]), 1);
    backend.dispose();
    expect(() => add(x, 1)).toThrow(/disposed/);
    expect(() => x.dataSync()).toThrow(/disposed/);
  });

  it('is not readable after its end, whether all had run or not', () => {
    leave(true);
    const x = add(ones([3]), 1);
    x.dataSync();
    backend.dispose();
    expect(() => x.dataSync()).toThrow(/disposed/);
  });
});
