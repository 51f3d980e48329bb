import { expect, it } from 'vitest';
import { OptionError } from './errors.ts';
import { add, ones, softmax } from './ops/index.ts';
import { checkConfig, checkKind, checkOptions, checkShare } from './options.ts';
import { showValue } from './weights/strict-json.ts';

it.each([1, 'axis', true, null, () => 1, [], new Map(), new Set(), Promise.resolve({})])(
  '%s is refused in the place of options',
  (given) => {
    const check = (): unknown => Reflect.apply(softmax, undefined, [ones([2, 3]), given]);
    expect(check).toThrow(OptionError);
    expect(check).toThrow(`softmax: options must be an object of axis, got ${showValue(given)}`);
  },
);

it('options that are left out where there must be some are refused by name', () => {
  const check = (): unknown => Reflect.apply(checkOptions, undefined, ['concat', undefined, ['axis']]);
  expect(check).toThrow('concat: options must be an object of axis, got undefined');
});

it.each([
  ['a list', 'a b', '"a b"'],
  ['a list', new Map(), 'an object of class Map'],
  ['a tensor', [1, 2], '[1, 2]'],
  ['a tensor', Promise.resolve(ones([1])), 'a promise: await it first'],
  ['a text', undefined, 'undefined'],
  ['a function', {}, 'an object'],
  ['a module', null, 'null'],
  ['a RandomGenerator', 7, '7'],
] as const)('what is not %s is refused: %s', (kind, given, seen) => {
  const check = (): unknown => checkKind('f: x', given, kind);
  expect(check).toThrow(OptionError);
  expect(check).toThrow(`f: x must be ${kind}, got ${seen}`);
});

it.each([undefined, null, 5, 'base', [], {}, Promise.resolve({ width: 8 }), new Map([['width', 8]])])(
  '%s is no config',
  (given) => {
    const check = (): unknown => Reflect.apply(checkConfig, undefined, ['Llama', given]);
    expect(check).toThrow(OptionError);
    expect(check).toThrow(
      `Llama: a config must be an object of settings, as readers of published configs give, got ${showValue(given)}`,
    );
  },
);

it('a config is an object of settings, also one without a prototype', () => {
  expect(() => checkConfig('Llama', Object.assign(Object.create(null), { width: 8 }))).not.toThrow();
});

it('lists are arrays and typed arrays', () => {
  for (const list of [[], [1], new Int32Array(2)])
    expect(() => checkKind('f: x', list, 'a list')).not.toThrow();
});

it.each([null, true, '0.5', [0.5], Number.NaN, -0.1, 1.1])('%s is no share', (given) => {
  const check = (): unknown => Reflect.apply(checkShare, undefined, ['Dropout: rate', given]);
  expect(check).toThrow(`Dropout: rate must lie in 0…1, got ${showValue(given)}`);
});

it('an operand that nobody awaited is named', () => {
  const sum = (): unknown => Reflect.apply(add, undefined, [ones([2]), Promise.resolve(ones([2]))]);
  expect(sum).toThrow('an operand must be a tensor, a parameter or a number, got an object of class Promise');
});
