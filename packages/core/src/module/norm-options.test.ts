import { expect, it } from 'vitest';
import { BatchNorm, FrozenBatchNorm } from './batch-norm.ts';
import { GroupNorm } from './group-norm.ts';
import { LayerNorm } from './layer-norm.ts';
import { RMSNorm } from './rms-norm.ts';

it('norms refuse an epsilon that makes no sense when they are made', () => {
  for (const epsilon of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
    expect(() => new LayerNorm(3, { epsilon })).toThrow(/LayerNorm: epsilon/);
    expect(() => new RMSNorm(3, { epsilon })).toThrow(/RMSNorm: epsilon/);
    expect(() => new BatchNorm(3, { epsilon })).toThrow(/BatchNorm: epsilon/);
    expect(() => new FrozenBatchNorm(3, { epsilon })).toThrow(/FrozenBatchNorm: epsilon/);
    expect(() => new GroupNorm(1, 3, { epsilon })).toThrow(/GroupNorm: epsilon/);
  }
  expect(() => new GroupNorm(1.5, 6)).toThrow(/do not divide into 1.5 groups/);
});
