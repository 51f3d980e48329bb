import { expect, it } from 'vitest';
import { BackendError, OptionError } from '../errors.ts';
import { live } from '../memory/live.ts';
import { arange, full, ones } from '../ops/index.ts';
import type { Backend } from './backend.ts';
import { use } from './current.ts';
import { fillTensor } from './fill-tensor.ts';
import { cpu } from './reference.ts';

const length = 2 ** 17 + 3;

it('fills part by part what it would fill at once', () => {
  const numbers = arange(5 + 3 * length, { start: 5, step: 3 });
  expect(numbers.dataSync()).toEqual(Int32Array.from({ length }, (_, at) => 5 + 3 * at));
  const flags = full([length, 1], 1, 'bool');
  expect(flags.shape).toEqual([length, 1]);
  expect(flags.dataSync().every((flag) => flag === 1)).toBe(true);
});

it('computes nothing where there is no room', () => {
  const small: Backend<unknown> = {
    ...cpu,
    startUpload: () => {
      throw new BackendError('small: out of memory');
    },
  };
  let parts = 0;
  expect(() => fillTensor(small, [2 ** 31], 'float32', () => parts++)).toThrow(BackendError);
  expect(parts).toBe(0);
  const before = use(small);
  try {
    expect(() => ones([2 ** 16, 2 ** 15])).toThrow(BackendError);
  } finally {
    use(before);
  }
});

it('leaves nothing behind where a part fails', () => {
  const before = live();
  const fail = (_: unknown, start: number): void => {
    if (start > 0) throw new OptionError('no');
  };
  expect(() => fillTensor(cpu, [length], 'float32', fail)).toThrow(OptionError);
  expect(live()).toEqual(before);
});
