import { expect, it } from 'vitest';
import { OptionError } from './errors.ts';
import { ones, softmax } from './ops/index.ts';
import { checkOptions } from './options.ts';

it.each([1, 'axis', true, null, () => 1])('%s is refused in the place of options', (given) => {
  const check = (): unknown => Reflect.apply(softmax, undefined, [ones([2, 3]), given]);
  expect(check).toThrow(OptionError);
  expect(check).toThrow(`softmax: options must be an object of axis, got ${String(given)}`);
});

it('options that are left out where there must be some are refused by name', () => {
  const check = (): unknown => Reflect.apply(checkOptions, undefined, ['concat', undefined, ['axis']]);
  expect(check).toThrow('concat: options must be an object of axis, got undefined');
});
