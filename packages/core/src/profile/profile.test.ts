import { describe, expect, it } from 'vitest';
import { use } from '../backend/current.ts';
import { cpu } from '../backend/reference.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { tidy } from '../memory/scope.ts';
import { Linear } from '../module/linear.ts';
import { embedding, exp, matmul, ones, scaledDotProductAttention, silu, sum, tensor } from '../ops/index.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import { profile } from './profile.ts';
import { isProfiling } from './recorder.ts';

describe('profile', () => {
  it('refuses what is no function', async () => {
    for (const given of [undefined, 3, Promise.resolve()]) {
      await expect(Reflect.apply(profile, undefined, [given])).rejects.toThrow(
        'profile: a function is needed, got',
      );
    }
  });

  it('counts every op, its gradients too, and gives what the function returned', async () => {
    const model = new Linear(3, 5).initialize(new RandomGenerator(1));
    const x = ones([2, 3]);
    const { result, ops, calls } = await profile(() =>
      tidy(() => valueAndGrad(model, () => sum(exp(model.forward(x)))).value.item()),
    );
    expect(result).toBeGreaterThan(0);
    const counts = Object.fromEntries(ops.map(({ name, count }) => [name, count]));
    // On the reference linear is a product and a sum; then exp's gradient and the product for the weight.
    expect(counts).toMatchObject({ linear: 1, exp: 1, multiply: 1, matmul: 2 });
    expect(calls).toHaveLength(ops.reduce((total, { count }) => total + count, 0));
  });

  it('says how each op ran, and counts the parts of a decomposed one as their own', async () => {
    const { ops, calls, milliseconds, outside } = await profile(() => tidy(() => silu(ones([7])).dataSync()));
    expect(Object.fromEntries(ops.map(({ name, way }) => [name, way]))).toMatchObject({
      silu: 'decomposed',
      sigmoid: 'reference',
      multiply: 'reference',
    });
    const whole = calls.find(({ name }) => name === 'silu');
    const parts = calls.filter(({ name }) => name !== 'silu');
    const inside = parts.reduce((total, { duration }) => total + duration, 0);
    expect(whole?.own).toBeCloseTo((whole?.duration ?? 0) - inside, 6);
    const own = calls.reduce((total, call) => total + call.own, 0);
    expect(own + outside).toBeCloseTo(milliseconds, 6);
  });

  it('knows the arithmetic of products and of attention by what each query sees', async () => {
    const { calls } = await profile(() => {
      matmul(ones([2, 3, 5]), ones([2, 5, 7]));
      matmul(ones([5, 3]), ones([5, 7]), { transposeA: true });
      const [q, k] = [ones([1, 2, 3, 4]), ones([1, 1, 5, 4])];
      scaledDotProductAttention(q, k, k);
      scaledDotProductAttention(q, k, k, { causal: true });
      scaledDotProductAttention(ones([1, 1, 5, 4]), ones([1, 1, 3, 4]), ones([1, 1, 3, 4]), { causal: true });
    });
    const flops = (name: string): number[] =>
      calls.filter((call) => call.name === name && call.way !== 'decomposed').map((call) => call.flops);
    expect(flops('matmul').slice(0, 2)).toEqual([2 * 2 * 3 * 5 * 7, 2 * 3 * 5 * 7]);
  });

  it('counts bytes read and written, of a table only the rows that are read', async () => {
    const { calls } = await profile(() => {
      exp(ones([3, 7]));
      embedding(ones([1000, 8]), tensor([1, 2, 3], { dtype: 'int32' }));
    });
    const bytes = (name: string): number | undefined => calls.find((call) => call.name === name)?.bytes;
    expect(bytes('exp')).toBe(2 * 3 * 7 * 4);
    // The reference's embedding is a gather.
    expect(bytes('gather')).toBe(3 * 4 + 2 * 3 * 8 * 4);
  });

  it('follows an asynchronous function to its end, and only so long', async () => {
    const { ops } = await profile(async () => {
      await exp(ones([2])).data();
      await exp(ones([3])).data();
    });
    exp(ones([5]));
    expect(ops.map(({ name, count }) => [name, count])).toEqual([['exp', 2]]);
    expect(isProfiling).toBe(false);
  });

  it('waits before and after each op for a backend that computes beside its caller', async () => {
    const seen: string[] = [];
    const beside = {
      ...cpu,
      runReference: (...given: Parameters<NonNullable<typeof cpu.runReference>>) => {
        seen.push('computed');
        return cpu.runReference?.(...given) ?? [];
      },
      finish: () => void seen.push('finish'),
    };
    const previous = use(beside);
    try {
      const x = ones([2]);
      await profile(() => void exp(x));
    } finally {
      use(previous);
    }
    expect(seen).toEqual(['finish', 'computed', 'finish']);
  });

  it('can stand within another', async () => {
    const outer = await profile(async () => {
      exp(ones([2]));
      return profile(() => exp(ones([2])));
    });
    expect(outer.calls).toHaveLength(2);
    expect(outer.result.calls).toHaveLength(1);
  });

  it('ends when the function fails, with its error', async () => {
    await expect(
      profile(() => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(profile(() => matmul(ones([2, 3]), ones([2, 3])))).rejects.toThrow(/matmul/);
    expect(isProfiling).toBe(false);
  });

  it('prints a table, with limits also how close each op came to them', async () => {
    const profiled = await profile(() => tidy(() => sum(matmul(ones([2, 3]), ones([3, 5]))).item()));
    const lines = String(profiled).split('\n');
    expect(lines[0]).toMatch(/^\| op +\| by +\| count \| +ms \| +share \| GFLOP\/s \| +GB\/s \|$/);
    expect(lines).toHaveLength(2 + 2 + 2);
    expect(lines.at(-2)).toMatch(/^\| outside ops/);
    expect(lines.at(-1)).toMatch(/^\| all .* 100.0 % /);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    const limited = profiled.table({ gigaflopsPerSecond: 1e-9, gigabytesPerSecond: 1e9 });
    expect(limited.split('\n')[0]).toMatch(/\| +of the limit \|$/);
    expect(() =>
      profiled.table(Object.assign({ gigaflopsPerSecond: 1, gigabytesPerSecond: 1 }, { x: 1 })),
    ).toThrow(/unknown option x/);
  });

  it('gives a trace that Chrome reads: complete events in microseconds, parts within their op', async () => {
    const profiled = await profile(() => tidy(() => silu(ones([2, 3])).dataSync()));
    const { traceEvents } = JSON.parse(JSON.stringify(profiled.toChromeTrace()));
    expect(traceEvents).toHaveLength(1 + profiled.calls.length);
    for (const event of traceEvents) {
      expect(event).toMatchObject({ ph: 'X', pid: 1, tid: 1 });
      expect(event.dur).toBeGreaterThanOrEqual(0);
    }
    const of = (name: string) => traceEvents.find((event: { name: string }) => event.name === name);
    const [outer, inner] = [of('silu'), of('sigmoid')];
    expect(inner.ts).toBeGreaterThanOrEqual(outer.ts);
    expect(inner.ts + inner.dur).toBeLessThanOrEqual(outer.ts + outer.dur + 1e-6);
    expect(inner.args).toMatchObject({ inputs: 'float32 [2, 3]', outputs: 'float32 [2, 3]' });
  });
});
