import { describe, expect, it } from 'vitest';
import { LifetimeError } from '../errors.ts';
import { multiply } from '../ops/multiply.ts';
import { reshape } from '../ops/reshape.ts';
import { tensor } from '../ops/tensor.ts';
import type { Tensor } from '../tensor.ts';
import { live } from './live.ts';
import { keep, Scope, tidy } from './scope.ts';

const tensors = (): number => live().reduce((total, count) => total + count.tensors, 0);

describe('tidy', () => {
  it('frees what it made and does not return', () => {
    const before = tensors();
    const kept = tidy(() => {
      const x = tensor([1, 2]);
      return { deep: [multiply(multiply(x, x), x)] };
    });
    expect(tensors()).toBe(before + 1);
    expect([...(kept.deep[0]?.dataSync() ?? [])]).toEqual([1, 8]);
    kept.deep[0]?.dispose();
    expect(tensors()).toBe(before);
  });

  it('frees on errors and refuses promises', () => {
    const before = tensors();
    expect(() =>
      tidy(() => {
        tensor([1]);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(() => tidy(async () => tensor([1]))).toThrow(LifetimeError);
    expect(tensors()).toBeLessThanOrEqual(before + 1);
  });

  it('names a tensor that was used after its end', () => {
    let lost: Tensor | undefined;
    tidy(() => {
      lost = tensor([1, 2, 3]);
    });
    expect(() => lost?.dataSync()).toThrow(/float32 tensor of shape \[3\] was disposed/);
  });

  it('keeps a buffer while a view of it lives', () => {
    const view = tidy(() => reshape(tensor([1, 2, 3, 4]), [2, 2]));
    expect([...view.dataSync()]).toEqual([1, 2, 3, 4]);
    view.dispose();
  });
});

describe('Scope', () => {
  it('frees at its end, across await, what was not kept', async () => {
    const before = tensors();
    let kept: Tensor;
    {
      using scope = new Scope();
      const x = multiply(tensor([2]), 3);
      await x.data();
      kept = scope.keep(multiply(x, 2));
    }
    expect(tensors()).toBe(before + 1);
    expect(kept.item()).toBe(12);
    kept.dispose();
  });

  it('keeps tasks apart that run together', async () => {
    const before = tensors();
    const task = async (value: number): Promise<number> => {
      using scope = Scope.detached();
      let x = scope.run(() => tensor([value]));
      for (let i = 0; i < 3; i++) {
        const now = x;
        x = scope.run(() => multiply(now, 2));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return x.item();
    };
    expect(await Promise.all([task(1), task(10)])).toEqual([8, 80]);
    expect(tensors()).toBe(before);
  });

  it('refuses to end out of order', () => {
    const outer = new Scope();
    const inner = new Scope();
    expect(() => outer.dispose()).toThrow(/reverse order/);
    inner.dispose();
    outer.dispose();
  });
});

it('keep takes a tensor out of every scope', () => {
  let kept: Tensor | undefined;
  tidy(() => {
    tidy(() => {
      kept = keep(tensor([5]));
    });
  });
  expect(kept?.item()).toBe(5);
  kept?.dispose();
});
