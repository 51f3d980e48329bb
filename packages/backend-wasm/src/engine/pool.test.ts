import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type * as workers from 'node:worker_threads';
import { BackendError, matmul, tensor, tidy, use } from '@heed/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wasm } from '../index.ts';
import { allKernels } from '../kernels/index.ts';
import { CommandQueue } from './command-queue.ts';
import { Engine } from './engine.ts';
import { control } from './layout.ts';

const variant = { simd: 'plain', memory: 'shared' } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Remembers the workers that are started from now on, so that a test can kill them. */
function watchWorkers(): workers.Worker[] {
  const started: workers.Worker[] = [];
  const real = process.getBuiltinModule('node:worker_threads');
  class Watched extends real.Worker {
    constructor(...given: ConstructorParameters<typeof real.Worker>) {
      super(...given);
      started.push(this);
    }
  }
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ ...real, Worker: Watched });
  return started;
}

/** Sums a large array on all threads: right only if every tile ran once. */
function sumOfOnes(engine: Engine): number {
  const size = 1_000_003;
  const block = engine.allocate(size * 4);
  const spec = { shape: [size], dtype: 'float32' } as const;
  engine.place(block, spec).fill(1);
  const sum = engine.allocate(4);
  const { exports } = engine;
  exports.sumAll(block.address, sum.address, engine.workspace(exports.sumAllWork(size)), size);
  const [total = Number.NaN] = engine.view(sum, { shape: [1], dtype: 'float32' });
  for (const one of [block, sum]) engine.release(one);
  return total;
}

describe('ThreadPool', () => {
  it('runs every tile once, job after job, also after the workers fell asleep', async () => {
    const engine = await Engine.start(variant, 3);
    expect(engine.pool.threads).toBe(3);
    for (let round = 0; round < 2000; round++) engine.exports.forkJoin(7);
    expect(sumOfOnes(engine)).toBe(1_000_003);
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (let round = 0; round < 50; round++) expect(sumOfOnes(engine)).toBe(1_000_003);
    engine.dispose();
  });

  it('starts threads from their text where a bundler left their file behind', async () => {
    const real = process.getBuiltinModule('node:worker_threads');
    const places: string[] = [];
    class Bundled extends real.Worker {
      constructor(program: URL, options?: workers.WorkerOptions) {
        places.push(program.protocol);
        super(program.protocol === 'file:' ? new URL('left-behind.js', program) : program, options);
      }
    }
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ ...real, Worker: Bundled });
    const engine = await Engine.start(variant, 3);
    expect(places).toEqual(['file:', 'data:', 'data:']);
    expect([engine.pool.threads, engine.pool.notes]).toEqual([3, []]);
    expect(sumOfOnes(engine)).toBe(1_000_003);
    engine.dispose();
  });

  it('says why no thread starts, and works on one', async () => {
    const real = process.getBuiltinModule('node:worker_threads');
    class Refused extends real.Worker {
      constructor(...given: ConstructorParameters<typeof real.Worker>) {
        if (given.length > 0) throw new Error('not here');
        super(...given);
      }
    }
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ ...real, Worker: Refused });
    const engine = await Engine.start(variant, 2);
    expect([engine.pool.threads, engine.pool.notes]).toEqual([1, ['thread 2 is gone: Error: not here']]);
    expect(sumOfOnes(engine)).toBe(1_000_003);
    engine.dispose();
  });

  it('starts and stops 20 times', async () => {
    const started = watchWorkers();
    const exits: Promise<unknown>[] = [];
    for (let round = 0; round < 20; round++) {
      const engine = await Engine.start(variant, 2);
      expect(sumOfOnes(engine)).toBe(1_000_003);
      for (const worker of started.splice(0))
        exits.push(new Promise((resolve) => worker.once('exit', resolve)));
      engine.dispose();
    }
    expect(exits).toHaveLength(20);
    await Promise.all(exits);
  });

  it('goes on without a worker that was killed while idle, and says so', async () => {
    const started = watchWorkers();
    const engine = await Engine.start(variant, 3);
    await started[0]?.terminate();
    for (let round = 0; round < 20; round++) expect(sumOfOnes(engine)).toBe(1_000_003);
    expect(engine.pool.threads).toBe(2);
    expect(engine.pool.notes.join()).toMatch(/thread 2 is gone/);
    engine.dispose();
  });

  it('names the kernel in which threads died, frees what it had allocated, and goes on', async () => {
    const backend = await wasm({ threads: 2 });
    // Calls run at once; command-queue.test.ts has those that do not.
    vi.spyOn(CommandQueue.prototype, 'sleepers', 'get').mockReturnValue(1);
    const before = use(backend);
    try {
      const x = tensor([[1, 2]]);
      // A buffer that claims to lie beyond memory: every thread that claims a tile of this traps.
      const broken = Object.assign(tensor(new Float32Array(40_000)), {});
      const block = Object.create(broken.buffer as object, { address: { value: 4_294_900_000 } });
      const kernel = backend.kernels.get('exp');
      const spec = { shape: [40_000], dtype: 'float32' } as const;
      const held = backend.memory();
      expect(() => kernel?.([{ ...spec, buffer: block }], {}, [spec])).toThrow(BackendError);
      expect(() => kernel?.([{ ...spec, buffer: block }], {}, [spec])).toThrow(
        /exp failed on one of the threads/,
      );
      expect(backend.memory()).toEqual(held);
      expect([...tidy(() => matmul(x, tensor([[3], [4]]))).dataSync()]).toEqual([11]);
    } finally {
      use(before);
      backend.dispose();
    }
  });

  it('hears of the longest tiles, of the gradient of attention, after each block of queries', async () => {
    const engine = await Engine.start(variant, 2);
    const spec = { shape: [1, 1, 130, 2], dtype: 'float32' } as const;
    const inputs = Array.from({ length: 5 }, () => {
      const buffer = engine.allocate(4 * 260);
      engine.place(buffer, spec).fill(1);
      return { ...spec, buffer };
    });
    const attributes = { causal: false, scale: 1, keyLength: 130, hasMask: false, hasBias: false };
    engine.begin();
    const { scaledDotProductAttentionGradient } = allKernels(engine);
    expect(scaledDotProductAttentionGradient?.(inputs, attributes, [spec, spec, spec])).toHaveLength(3);
    expect(engine.int32()[control.beats / 4]).toBe(3);
    engine.dispose();
  });

  it('gives up when the caller waited in vain: a thread may still write', async () => {
    const engine = await Engine.start(variant, 2);
    engine.int32()[control.stalled / 4] = 1;
    expect(() => engine.pool.recover('exp', undefined)).toThrow(/does not answer/);
    engine.dispose();
  });

  it('is not usable after its end', async () => {
    const backend = await wasm({ threads: 2 });
    backend.dispose();
    backend.dispose();
    const before = use(backend);
    expect(() => tensor([1])).toThrow(/disposed/);
    use(before);
  });

  it('lets the process end by itself', async () => {
    const index = new URL('../index.ts', import.meta.url).href;
    const program = `
      import { matmul, ones, use } from '@heed/core';
      import { wasm } from ${JSON.stringify(index)};
      use(await wasm({ threads: 3 }));
      console.log(matmul(ones([200, 200]), ones([200, 200])).dataSync()[0]);`;
    const flags = ['--conditions=@heed/source', '--input-type=module', '--eval', program];
    const cwd = fileURLToPath(new URL('../..', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd, timeout: 15_000 });
    expect(stdout.trim()).toBe('200');
  });
});
